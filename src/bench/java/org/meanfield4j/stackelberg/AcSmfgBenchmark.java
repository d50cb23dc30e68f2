package org.meanfield4j.stackelberg;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.core.TabularPolicy;
import org.meanfield4j.stackelberg.continuous.ContinuousAcSmfg;
import org.meanfield4j.stackelberg.continuous.ContinuousRun;
import org.meanfield4j.stackelberg.continuous.ContinuousShop;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A million iterations of AC-SMFG without rows, samples of its rivals, the continuous version, and exact reports. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@State(Scope.Benchmark)
public class AcSmfgBenchmark {
    private static final int MILLION = 1_000_000;

    private final AcSmfg solver = AcSmfg.defaults().withIterations(MILLION).withBlock(MILLION);
    private final MarketEntrance market = MarketEntrance.sellSkew();
    private final ShopPositioning shop = ShopPositioning.of(0.05);
    private final EquilibriumPricing pricing = EquilibriumPricing.of(5);
    private final TabularPolicy leader = PlainLeaders.uniform(pricing);

    /** 10^6 iterations in market entrance. */
    @Benchmark
    public StackelbergRun marketMillion() {
        return solver.solve(market);
    }

    /** 10^6 iterations in shop positioning. */
    @Benchmark
    public StackelbergRun shopMillion() {
        return solver.solve(shop);
    }

    /** 10^6 iterations in equilibrium pricing. */
    @Benchmark
    public StackelbergRun pricingMillion() {
        return solver.solve(pricing);
    }

    /** 10^6 samples of ADAGE in market entrance. */
    @Benchmark
    public StackelbergRun adageMillionSamples() {
        return Adage.defaults().withSamples(MILLION).withBlock(MILLION).solve(market);
    }

    /** 50 000 iterations with networks. */
    @Benchmark
    public ContinuousRun networksFiftyThousand() {
        return ContinuousAcSmfg.defaults().withBlock(50_000).solve(ContinuousShop.defaults());
    }

    /** One exact report in equilibrium pricing. */
    @Benchmark
    public StackelbergEvaluation report() {
        return StackelbergEvaluation.of(pricing, TabularPolicy.uniform(6, 9), leader);
    }

    /** One gradient of Φ in equilibrium pricing, its equilibrium included. */
    @Benchmark
    public LeaderGradient gradient() {
        return LeaderGradient.compute(pricing, leader);
    }
}
