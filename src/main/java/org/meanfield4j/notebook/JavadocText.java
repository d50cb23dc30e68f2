package org.meanfield4j.notebook;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTreeScanner;
import com.sun.source.util.DocTrees;
import java.util.List;
import java.util.stream.Collectors;

/** Javadoc as text that a person reads: links by their names, tags gone, {@code <pre>} indented, paragraphs wrapped. */
final class JavadocText extends DocTreeScanner<Void, Void> {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private final DocTrees trees;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder block = new StringBuilder();
    private boolean pre;

    private JavadocText(DocTrees trees) {
        this.trees = trees;
    }

    static String of(DocTrees trees, List<? extends DocTree> body) {
        JavadocText scanner = new JavadocText(trees);
        scanner.scan(body, null);
        scanner.flush();
        return scanner.text.toString();
    }

    /** What a reference reads like: {@code org.x.Run#save(Path)} is {@code Run.save(Path)}. */
    static String reference(String signature) {
        return signature
                .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
                .replaceFirst("^#", "")
                .replace('#', '.');
    }

    @Override
    public Void visitText(TextTree node, Void p) {
        block.append(node.getBody());
        return null;
    }

    @Override
    public Void visitEntity(EntityTree node, Void p) {
        String characters = trees.getCharacters(node);
        block.append(characters == null ? node : characters);
        return null;
    }

    @Override
    public Void visitLiteral(LiteralTree node, Void p) {
        block.append(node.getBody().getBody());
        return null;
    }

    @Override
    public Void visitLink(LinkTree node, Void p) {
        if (node.getLabel().isEmpty()) {
            block.append(reference(node.getReference().getSignature()));
        }
        return scan(node.getLabel(), null);
    }

    @Override
    public Void visitValue(ValueTree node, Void p) {
        block.append(
                node.getReference() == null ? "" : reference(node.getReference().getSignature()));
        return null;
    }

    @Override
    public Void visitErroneous(ErroneousTree node, Void p) {
        block.append(node.getBody());
        return null;
    }

    @Override
    public Void visitStartElement(StartElementTree node, Void p) {
        switch (node.getName().toString()) {
            case "pre" -> {
                flush();
                pre = true;
            }
            case "p", "ul", "ol", "table", "tr", "dl", "dt" -> flush();
            case "li" -> {
                flush();
                block.append("• ");
            }
            case "td", "th", "dd" -> block.append("  ");
            default -> {}
        }
        return null;
    }

    @Override
    public Void visitEndElement(EndElementTree node, Void p) {
        switch (node.getName().toString()) {
            case "pre", "p", "ul", "ol", "li", "table" -> flush();
            default -> {}
        }
        return null;
    }

    /** Ends a paragraph or a {@code <pre>}. */
    private void flush() {
        String more = pre
                ? block.toString()
                        .stripIndent()
                        .strip()
                        .lines()
                        .map(line -> INDENT + line)
                        .collect(Collectors.joining("\n"))
                : wrapped(block.toString().strip().replaceAll("\\s+", " "), "");
        pre = false;
        block.setLength(0);
        if (!more.isBlank()) {
            text.append(text.length() == 0 ? "" : more.startsWith("• ") ? "\n" : "\n\n")
                    .append(more);
        }
    }

    /** Breaks lines between words; every line but the first starts with the indent. */
    static String wrapped(String line, String indent) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(indent);
                column = indent.length();
            } else if (out.length() > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }
}
