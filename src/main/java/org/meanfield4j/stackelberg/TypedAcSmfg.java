package org.meanfield4j.stackelberg;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;

/**
 * {@link AcSmfg} with several types of followers, equally many of each, under one leader: the state is (type, s), and a
 * restart draws the type anew. Each type has actor and critics of its own; ω and μ̂ are shared. There is one stationary
 * trajectory per type, moved in turn, all feeding the one μ̂. Source: ours; see {@link TypedEquilibrium}.
 *
 * @param settings steps, iterations, rows and seed; variant and what is measured do not count
 */
@Withers
public record TypedAcSmfg(AcSmfg settings)
        implements Solver<List<? extends StackelbergGame>, TypedAcSmfg.TypedRun>, TypedAcSmfgSettings.With {
    /** Checks that nothing is missing. */
    public TypedAcSmfg {
        Require.given("settings", settings);
    }

    /** Where the counters have type and state of the occupancy trajectory, and the stationary trajectory of each type. */
    private static final int TYPE = 1;

    private static final int STATE = 2;
    private static final int STATIONARY = 3;

    /**
     * What it hands back.
     *
     * @param followers π_i, one per type
     * @param leader φ
     * @param law μ̂
     * @param outcome history and origin
     */
    public record TypedRun(List<TabularPolicy> followers, TabularPolicy leader, Law law, Outcome outcome)
            implements Run {
        /** Keeps its own list. */
        public TypedRun {
            followers = Require.all("followers", followers);
            Require.given("leader", leader);
            Require.given("law", law);
            Require.given("outcome", outcome);
        }

        @Override
        public String toString() {
            return summary();
        }
    }

    /** One iterate per type; leader, mean field and counters are those of the first. */
    private static final class Types implements BlockIterate<TypedRun> {
        final List<StackelbergIterate> each = new ArrayList<>();

        Types(List<? extends StackelbergGame> games) {
            each.add(new StackelbergIterate(games.get(0), null, STATIONARY + games.size()));
            for (StackelbergGame game : games.subList(1, games.size())) {
                each.add(new StackelbergIterate(game, each.get(0)));
            }
        }

        StackelbergIterate first() {
            return each.get(0);
        }

        @Override
        public long[] counts() {
            return first().counts;
        }

        @Override
        public void fields(Fields fields) {
            first().fields(fields);
            for (int i = 1; i < each.size(); i++) {
                fields.numbers("theta " + i, each.get(i).theta);
                fields.numbers("follower value " + i, each.get(i).followerValue);
                fields.numbers("leader value " + i, each.get(i).leaderValue);
            }
        }

        @Override
        public TypedRun run(Outcome outcome) {
            List<TabularPolicy> followers =
                    each.stream().map(StackelbergIterate::follower).toList();
            return new TypedRun(followers, first().leader(), Law.proportionalTo(first().law), outcome);
        }
    }

    @Override
    public TypedRun solve(List<? extends StackelbergGame> types, Call call) {
        TypedEquilibrium.requireAlike(types);
        return Loop.run(this, types, Require.given("call", call), new Blocks(types));
    }

    private final class Blocks extends BlockAlgorithm<Types, TypedRun> {
        private final List<? extends StackelbergGame> games;
        private final List<ActorCritic> learners = new ArrayList<>();
        private final Transition at = new Transition();

        Blocks(List<? extends StackelbergGame> games) {
            super(Unit.ITERATIONS, settings.iterations(), settings.block(), settings.seed());
            this.games = games;
            for (StackelbergGame game : games) {
                FrozenStackelberg frozen = new FrozenStackelberg(game);
                learners.add(
                        learners.isEmpty() ? new ActorCritic(frozen) : new ActorCritic(frozen, learners.get(0).phi));
            }
        }

        @Override
        protected void learn(Types x, long first, long last, RandomGenerator random) {
            for (int i = 0; i < learners.size(); i++) {
                learners.get(i).take(x.each.get(i));
            }
            for (long k = first; k < last; k++) {
                iterate(k, x.counts(), random);
            }
        }

        private void iterate(long k, long[] counts, RandomGenerator random) {
            int turn = STATIONARY + (int) (k % learners.size());
            ActorCritic learner = learners.get((int) counts[TYPE]);
            ActorCritic mover = learners.get(turn - STATIONARY);
            at.draw(learner, (int) counts[STATE], mover, (int) counts[turn], random);
            settings.update(learner, k, at);
            counts[turn] = at.stillNext;
            long bits = random.nextLong();
            if (learner.goesOn(bits)) {
                counts[STATE] = at.next;
            } else {
                counts[TYPE] = random.nextInt(games.size());
                counts[STATE] = learners.get((int) counts[TYPE]).start(bits & ActorCritic.LOW);
            }
        }

        @Override
        public Types start() {
            Types start = new Types(games);
            RandomGenerator random = Streams.of(settings.seed()).at(0);
            long[] counts = start.counts();
            counts[TYPE] = random.nextInt(games.size());
            counts[STATE] = rho(0).draw(0, random);
            for (int i = 0; i < games.size(); i++) {
                counts[STATIONARY + i] = rho(i).draw(0, random);
            }
            return start;
        }

        private AliasTables rho(int type) {
            return AliasTables.ofLaw(games.get(type).initialLaw().toArray());
        }

        @Override
        public void prepare(Types now, Watch watch) {
            games.forEach(LeaderReach::requireSome);
            settings.steps().outOfOrder(settings.iterations()).forEach(watch::warn);
        }

        @Override
        public Rows<Types> rows() {
            List<Column<Types>> columns = List.of(
                    Column.count(StackelbergMetrics.SAMPLES, "transitions drawn since the start", Column.At::samples),
                    new Column<>(
                            StackelbergMetrics.OBJECTIVE,
                            "Φ(φ) at the equilibrium of all types",
                            at -> TypedEquilibrium.compute(
                                            games, at.iterate().first().leader())
                                    .objective()));
            return Rows.of(StackelbergMetrics.BLOCK, StackelbergMetrics.OBJECTIVE, columns)
                    .withFromStart(true);
        }
    }

    /**
     * The defaults of {@link AcSmfg} with a row every 2500 iterations.
     *
     * @return the defaults
     */
    public static TypedAcSmfg defaults() {
        return new TypedAcSmfg(AcSmfg.defaults().withBlock(2500));
    }
}
