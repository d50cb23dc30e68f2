package org.meanfield4j.graphon.internal.exact;

import org.meanfield4j.graphon.LqDynamics;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.linear.Flat;

/** One Euler step of a game, X + dt (A X + B u + Ā Z): the matrices I + dt A, dt B and dt Ā. */
public record Euler(double[] step, double[] control, double[] coupling) {

    public static Euler of(LqGraphonGame game) {
        LqDynamics m = game.coefficients().dynamics();
        double h = game.dt();
        return new Euler(
                Flat.sum(
                        Flat.identity(game.stateDimension()),
                        Flat.scaled(m.drift().toArray(), h)),
                Flat.scaled(m.control().toArray(), h),
                Flat.scaled(m.coupling().toArray(), h));
    }
}
