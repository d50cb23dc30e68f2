package org.meanfield4j.core;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record of settings with a generated method {@code withX} for each component x, which returns a changed copy and
 * refuses what the compact constructor refuses. The record {@code implements NameSettings.With}.
 */
@RecordBuilder.Template(
        options =
                @RecordBuilder.Options(
                        suffix = "Settings",
                        enableGetters = false,
                        fromMethodName = "change",
                        addStaticBuilder = false))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Withers {}
