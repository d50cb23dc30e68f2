package org.meanfield4j.stackelberg;

import java.util.random.RandomGenerator;

/** One transition of the occupancy trajectory and, where a method has it, one of the stationary trajectory. */
final class Transition {
    /** s, a, b and s'. */
    int state;

    int action;
    int leader;
    int next;
    /** s̄ and ā. */
    int still;

    int stillAction;
    /** s̄'. */
    int stillNext;

    /** a ~ π(·|s), b ~ φ(·|o(s)), s' ~ P(·|s,a,b,μ̂). */
    void draw(ActorCritic learner, int s, RandomGenerator random) {
        occupancy(learner, s, random);
    }

    /** The same, and ā ~ π(·|s̄), b̄ ~ φ(·|o(s̄)), s̄' ~ P(·|s̄,ā,b̄,μ̂) of a learner that may be another one. */
    void draw(ActorCritic learner, int s, ActorCritic mover, int sBar, RandomGenerator random) {
        long left = occupancy(learner, s, random);
        still = sBar;
        stillAction = mover.followerAction(sBar, left);
        long bits = random.nextLong();
        int stillLeader = mover.leaderAction(sBar, bits >>> 32);
        stillNext = mover.next(sBar, stillAction, stillLeader, bits & ActorCritic.LOW);
    }

    /** Returns 32 random bits that nobody has used. */
    private long occupancy(ActorCritic learner, int s, RandomGenerator random) {
        long bits = random.nextLong();
        state = s;
        action = learner.followerAction(s, bits >>> 32);
        leader = learner.leaderAction(s, bits & ActorCritic.LOW);
        bits = random.nextLong();
        next = learner.next(s, action, leader, bits >>> 32);
        return bits & ActorCritic.LOW;
    }
}
