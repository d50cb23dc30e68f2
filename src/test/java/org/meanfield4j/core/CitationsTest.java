package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.baselines.FictitiousPlay;
import org.meanfield4j.stationary.games.CrowdGrid;

class CitationsTest {

    @Test
    void aRunCitesTheLibraryAndThePaperOfItsAlgorithm() {
        String cite = ExactMfTrpo.defaults()
                .withOuterSteps(1)
                .solve(CrowdGrid.corner(2))
                .cite();

        assertTrue(cite.contains("@software{meanfield4j,"), cite);
        assertTrue(cite.contains("https://arxiv.org/abs/2505.22781"), cite);
        assertEquals(2, cite.lines().filter(line -> line.startsWith("@")).count(), cite);
    }

    @Test
    void aRunFromAFileCitesTheSame() {
        var run = ExactMfTrpo.defaults().withOuterSteps(1).solve(CrowdGrid.corner(2));

        assertEquals(run.cite(), Citations.of(run.info().solver().toString()));
    }

    @Test
    void anAlgorithmWithoutPaperSaysSo() {
        String cite = FictitiousPlay.defaults()
                .withIterations(1)
                .solve(CrowdGrid.corner(2))
                .cite();

        assertTrue(cite.endsWith("% the documentation of FictitiousPlay names no paper"), cite);
    }

    /** A key per entry, braces that close, and solvers that exist. */
    @Test
    void theTableNamesSolversThatExistAndIsBibTex() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.toList();
        }
        for (String entry : Citations.entries()) {
            List<String> names = Citations.names(entry);
            assertEquals("%", names.get(0), entry);
            for (String name : names.subList(1, names.size())) {
                boolean solver = sources.stream().anyMatch(file -> file.endsWith(name + ".java"));
                assertTrue(solver || name.equals("everything"), name);
            }
            assertTrue(entry.lines().skip(1).findFirst().orElse("").matches("@[a-z]+\\{\\w+,"), entry);
            assertEquals(
                    entry.replaceAll("[^{]", "").length(),
                    entry.replaceAll("[^}]", "").length(),
                    entry);
        }
    }

    @Test
    void thePapersAreThoseOfTheCitationFile() throws IOException {
        String cff = Files.readString(Path.of("CITATION.cff"));
        String all = Citations.all();
        for (MatchResult paper : Pattern.compile("title: \"(.*)\"(?s:.*?)arXiv:([\\d.]+)")
                .matcher(cff.substring(cff.indexOf("references:")))
                .results()
                .toList()) {
            if (all.contains(paper.group(2))) {
                assertTrue(all.contains("{" + paper.group(1) + "}"), paper.group(1));
            }
        }
        Pattern version = Pattern.compile("(?m)^version: (\\S+)");
        assertTrue(all.contains(
                "{" + version.matcher(cff).results().findFirst().orElseThrow().group(1) + "}"));
        assertFalse(all.contains("&"), all);
    }
}
