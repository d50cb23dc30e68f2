package org.meanfield4j.notebook;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Reads the Javadoc of one source file with the compiler's own parser. Generated withers take the text of their setting. */
final class JavadocParser {
    private final DocTrees trees;
    private final String room;
    private final List<Documented> found = new ArrayList<>();

    private JavadocParser(DocTrees trees, String room) {
        this.trees = trees;
        this.room = room;
    }

    /** The public things of a file that have Javadoc, in their order. */
    static List<Documented> parse(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler, which reads the texts of help; start a JDK");
        }
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///help"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(file));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            JavadocParser parser = new JavadocParser(DocTrees.instance(task), String.valueOf(unit.getPackageName()));
            for (Tree type : unit.getTypeDecls()) {
                parser.member(new TreePath(new TreePath(unit), type), "", false);
            }
            return List.copyOf(parser.found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A type, method or constant, if others may use it. */
    private void member(TreePath path, String owner, boolean ofInterface) {
        Tree tree = path.getLeaf();
        if (tree instanceof ClassTree type && open(type.getModifiers(), ofInterface)) {
            type(path, type, owner);
        } else if (tree instanceof MethodTree method && open(method.getModifiers(), ofInterface)) {
            String parameters =
                    method.getParameters().stream().map(Tree::toString).collect(Collectors.joining(", ", "(", ")"));
            boolean constructor = method.getReturnType() == null;
            String name = constructor
                    ? owner.substring(owner.lastIndexOf('.') + 1)
                    : method.getName().toString();
            add(path, owner, name, (constructor ? "new " + owner : owner + "." + name) + parameters);
        } else if (tree instanceof VariableTree constant && open(constant.getModifiers(), ofInterface)) {
            String name = constant.getName().toString();
            add(path, owner, name, owner + "." + name);
        }
    }

    private static boolean open(ModifiersTree modifiers, boolean ofInterface) {
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || ofInterface && !modifiers.getFlags().contains(Modifier.PRIVATE);
    }

    private void type(TreePath path, ClassTree type, String owner) {
        String kind = type.getKind().toString().toLowerCase(Locale.ROOT).replace("annotation_type", "annotation");
        String name = type.getSimpleName().toString();
        String full = owner.isEmpty() ? name : owner + "." + name;
        DocCommentTree doc = trees.getDocCommentTree(path);
        Documented documented = doc == null ? null : documented(owner, name, kind + " " + full, true, doc);
        if (documented != null) {
            found.add(documented);
        }
        boolean record = type.getKind() == Tree.Kind.RECORD;
        for (Tree member : type.getMembers()) {
            boolean constructor = member instanceof MethodTree method && method.getReturnType() == null;
            if (record && member instanceof VariableTree field && !isStatic(field)) {
                if (documented != null) {
                    setting(documented, field, withers(type));
                }
            } else if (!(record && constructor)) {
                member(
                        new TreePath(path, member),
                        full,
                        type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE);
            }
        }
    }

    private static boolean isStatic(VariableTree field) {
        return field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private static boolean withers(ClassTree type) {
        return type.getModifiers().getAnnotations().stream()
                .anyMatch(a -> a.getAnnotationType().toString().equals("Withers"));
    }

    /** What the compiler and the generator make of a record component: its accessor and its wither. */
    private void setting(Documented record, VariableTree field, boolean wither) {
        String name = field.getName().toString();
        String text = record.parameters().getOrDefault(name, "");
        String owner = record.typeName();
        found.add(new Documented(room, owner, name, owner + "." + name + "()", false, text, text, Map.of(), List.of()));
        if (wither) {
            String with = Help.wither(name);
            String label = owner + "." + with + "(" + field.getType() + " " + name + ")";
            found.add(new Documented(
                    room, owner, with, label, false, text, text, Map.of(), List.of("returns a changed copy")));
        }
    }

    private void add(TreePath path, String owner, String name, String label) {
        DocCommentTree doc = trees.getDocCommentTree(path);
        if (doc != null) {
            found.add(documented(owner, name, label, false, doc));
        }
    }

    private Documented documented(String owner, String name, String label, boolean type, DocCommentTree doc) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> outcome = new ArrayList<>();
        for (DocTree tag : doc.getBlockTags()) {
            if (tag instanceof ParamTree param && !param.isTypeParameter()) {
                parameters.put(param.getName().toString(), text(param.getDescription()));
            } else if (tag instanceof ReturnTree returned) {
                outcome.add("returns " + text(returned.getDescription()));
            } else if (tag instanceof ThrowsTree thrown) {
                String what = JavadocText.reference(thrown.getExceptionName().getSignature());
                outcome.add("throws " + what + " " + text(thrown.getDescription()));
            } else if (tag instanceof SeeTree see) {
                outcome.add("see " + text(see.getReference()));
            }
        }
        String summary = text(doc.getFirstSentence()).replace('\n', ' ');
        return new Documented(
                room, owner, name, label, type, summary, text(doc.getFullBody()), parameters, List.copyOf(outcome));
    }

    private String text(List<? extends DocTree> body) {
        return JavadocText.of(trees, body);
    }
}
