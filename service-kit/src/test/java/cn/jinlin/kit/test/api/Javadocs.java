package cn.jinlin.kit.test.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;

/**
 * What the sources say of classes, methods and the components of records, read from the files, so that a document tells
 * clients what the code tells its reader.
 */
final class Javadocs {
    private static final Pattern INLINE = Pattern.compile("\\{@(?:code|literal|link|linkplain)\\s+([^{}]*)}");
    private static final Pattern PARAMETER = Pattern.compile("@param\\s+(\\w+)\\s+((?:(?!\\n\\s*@).)*)", Pattern.DOTALL);
    private static final Javadocs READ = read(List.of(Path.of("src/main/java"), Path.of("../service-kit/src/main/java"),
            Path.of("../event-contracts/src/main/java")));

    private final Map<String, String> comments = new HashMap<>();

    private Javadocs() {}

    /** Of this module, the kit and the contracts. */
    static Javadocs ofSources() {
        return READ;
    }

    private static Javadocs read(List<Path> roots) {
        Javadocs docs = new Javadocs();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = roots.stream().filter(Files::isDirectory).flatMap(Javadocs::below).toList();
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(sources));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                docs.new Reader(trees).scan(unit, null);
            }
            return docs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private final DocTrees trees;

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            keep(name(getCurrentPath()));
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            keep(name(getCurrentPath().getParentPath()) + "#" + method.getName() + "/" + method.getParameters().size());
            return super.visitMethod(method, nothing);
        }

        private void keep(String name) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                comments.put(name, comment);
            }
        }

        private String name(TreePath path) {
            String own = ((ClassTree) path.getLeaf()).getSimpleName().toString();
            TreePath around = path.getParentPath();
            return around.getLeaf() instanceof ClassTree
                    ? name(around) + "." + own
                    : path.getCompilationUnit().getPackageName() + "." + own;
        }
    }

    /**
     * What is said of a class or method.
     *
     * @param name with dots, also before nested classes; of a method {@code Class#method/parameters}. Empty when it has none
     */
    String of(String name) {
        return plain(comments.getOrDefault(name, ""));
    }

    /** What is said of the components of a record, or the parameters of a method. */
    Map<String, String> parameters(String name) {
        Map<String, String> said = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(comments.getOrDefault(name, ""));
        while (matcher.find()) {
            said.put(matcher.group(1), words(matcher.group(2)));
        }
        return said;
    }

    private static String plain(String comment) {
        return words(("\n" + comment).split("\\n\\s*@", 2)[0]);
    }

    private static String words(String text) {
        String said = INLINE.matcher(text.replaceAll("\\s+", " ")).replaceAll("`$1`").replaceAll("</?(p|em|b|i)>", "").strip();
        return said.isEmpty() ? "" : Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }
}
