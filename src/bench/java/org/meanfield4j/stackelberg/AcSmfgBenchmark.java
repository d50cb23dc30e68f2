package org.meanfield4j.stackelberg;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stackelberg.continuous.ContinuousAcSmfg;
import org.meanfield4j.stackelberg.continuous.ContinuousRun;
import org.meanfield4j.stackelberg.continuous.ContinuousShop;
import org.meanfield4j.stackelberg.continuous.Features;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A million iterations of AC-SMFG and samples of its rivals without rows, so that 100 ms are 10^7 a second; the continuous
 * version; exact reports. Goals on one core: AC-SMFG 119, 139 and 256 ms in the order of the economies, one by one and
 * ADAGE 64, 62 and 119 ms, networks 1670 ms, exact features 222 ms; with 200 states a report 20 ms, Φ 250 ms, a gradient
 * twice the time of Φ.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class AcSmfgBenchmark {
    private static final int MILLION = 1_000_000;

    /** The economies of the paper. */
    @State(Scope.Benchmark)
    public static class Economy {
        /** Which one. */
        @Param({"market", "shop", "pricing"})
        public String name;

        private StackelbergGame game;

        /** Makes it. */
        @Setup
        public void make() {
            game = switch (name) {
                case "market" -> MarketEntrance.sellSkew();
                case "shop" -> ShopPositioning.of(0.05);
                default -> EquilibriumPricing.of(5);
            };
        }
    }

    /** A game of 200 states on a ring, with five actions on each side. */
    @State(Scope.Benchmark)
    public static class Large {
        private static final int STATES = 200;
        private static final int ACTIONS = 5;

        private final double[] earned =
                Streams.of(1).at().doubles(STATES * ACTIONS * ACTIONS).toArray();
        private final StackelbergGame game = StackelbergGame.builder(STATES, ACTIONS, ACTIONS)
                .move((s, a, b, mu, row) -> {
                    row.add(Math.floorMod(s + a - 3, STATES), 0.1 + 0.02 * b);
                    row.add(Math.floorMod(s + a - 2, STATES), 0.8 - 0.02 * b);
                    row.add(Math.floorMod(s + a - 1, STATES), 0.1);
                })
                .followerReward((s, a, b, mu) -> earned[(s * ACTIONS + a) * ACTIONS + b] - mu.get(s))
                .leaderReward((s, b, mu) -> earned[s * ACTIONS + b] * (1 + mu.get(s)))
                .build();
        private final FrozenStackelberg frozen = new FrozenStackelberg(game);
        private final TabularPolicy leader = TabularPolicy.uniform(STATES, ACTIONS);
        private final double[] pi = leader.probabilities();
        private final double[] phi = leader.probabilities();
        private final double[] law = Law.uniform(STATES).toArray();
    }

    /** 10^6 iterations. */
    @Benchmark
    public StackelbergRun acSmfg(Economy economy) {
        return AcSmfg.defaults().withIterations(MILLION).withBlock(MILLION).solve(economy.game);
    }

    /** 999 000 samples, in turns as they are. */
    @Benchmark
    public StackelbergRun oneByOne(Economy economy) {
        int third = MILLION / 3000 * 1000;
        return OneByOne.defaults()
                .withTurn(third)
                .withSamples(3 * third)
                .withBlock(third)
                .solve(economy.game);
    }

    /** 10^6 samples. */
    @Benchmark
    public StackelbergRun adage(Economy economy) {
        return Adage.defaults().withSamples(MILLION).withBlock(MILLION).solve(economy.game);
    }

    /** 10^6 iterations with networks. */
    @Benchmark
    public ContinuousRun networks() {
        return ContinuousAcSmfg.defaults()
                .withIterations(MILLION)
                .withBlock(MILLION)
                .solve(ContinuousShop.defaults());
    }

    /** 10^6 iterations with exact features. */
    @Benchmark
    public ContinuousRun exactFeatures() {
        return ContinuousAcSmfg.defaults()
                .withFeatures(Features.EXACT)
                .withIterations(MILLION)
                .withBlock(MILLION)
                .solve(ContinuousShop.defaults());
    }

    /** One exact report, as a run makes it at a checkpoint. */
    @Benchmark
    public StackelbergEvaluation report(Large large) {
        return StackelbergEvaluation.compute(large.frozen, large.pi, large.phi, large.law);
    }

    /** One Φ. */
    @Benchmark
    public StackelbergEquilibrium objective(Large large) {
        return StackelbergEquilibrium.compute(large.game, large.leader);
    }

    /** One gradient of Φ, its equilibrium included. */
    @Benchmark
    public LeaderGradient gradient(Large large) {
        return LeaderGradient.compute(large.game, large.leader);
    }
}
