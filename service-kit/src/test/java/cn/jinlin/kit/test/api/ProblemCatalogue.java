package cn.jinlin.kit.test.api;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cn.jinlin.kit.domain.Refusal;

/**
 * The texts of a module's problems against its compiled classes: every refusal and every code of a field is worded in both
 * languages, and nothing is worded that nobody says.
 */
public final class ProblemCatalogue {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final Pattern CODE_OR_START = Pattern.compile("[A-Z][A-Z0-9_]+");
    private static final Pattern PLACE = Pattern.compile("\\{\\d");
    private static final Set<String> SAYING = Set.of("cn/jinlin/kit/domain/Invalid.field",
            "cn/jinlin/kit/domain/FieldError.of", "cn/jinlin/kit/domain/FieldError.<init>",
            "cn/jinlin/kit/body/FieldFault.<init>", "cn/jinlin/kit/problem/Problem.invalid");

    private final String classes;
    private final Properties english;
    private final Properties chinese;
    private final Properties shared = new Properties();

    private ProblemCatalogue(String rootPackage, String bundle) {
        classes = rootPackage.replace('.', '/') + '/';
        english = read("/" + bundle + ".properties");
        chinese = read("/" + bundle + "_zh_CN.properties");
        shared.putAll(read("/kit-problems.properties"));
    }

    /**
     * @param bundle the file of the texts, without language and ending
     * @return what is missing, in one language or in both, what differs and what is too much
     */
    public static List<String> faults(String rootPackage, String bundle) {
        return new ProblemCatalogue(rootPackage, bundle).faults();
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> codes = codes();
        Set<String> fields = fields(codes);
        codes.forEach(code -> Stream.of(".title", ".detail").filter(text -> !worded(code + text))
                .forEach(text -> faults.add("no text for " + code + text)));
        fields.stream().filter(code -> english.stringPropertyNames().stream().noneMatch(key -> isOf(key, code))
                && shared.stringPropertyNames().stream().noneMatch(key -> isOf(key, code)))
                .forEach(code -> faults.add("no text for field." + code));
        for (String key : english.stringPropertyNames()) {
            String code = key.replaceFirst("^field\\.", "").replaceFirst("\\..*", "");
            boolean said = key.startsWith("field.") ? fields.contains(code) || mentioned(code) : codes.contains(code);
            if (!said) {
                faults.add("nobody says " + key);
            }
            sameInBoth(key, faults);
        }
        chinese.stringPropertyNames().stream().filter(key -> !english.containsKey(key))
                .forEach(key -> faults.add("only in Chinese: " + key));
        return faults.stream().sorted().toList();
    }

    private static boolean isOf(String key, String code) {
        return key.equals("field." + code) || key.startsWith("field." + code + ".");
    }

    private boolean worded(String key) {
        return english.containsKey(key) || shared.containsKey(key);
    }

    private void sameInBoth(String key, List<String> faults) {
        String text = chinese.getProperty(key);
        if (text == null) {
            faults.add("only in English: " + key);
        } else if (!text.codePoints().anyMatch(Character::isIdeographic)) {
            faults.add("not Chinese: " + key);
        } else if (!places(text).equals(places(english.getProperty(key)))) {
            faults.add("other placeholders in Chinese: " + key);
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Constants of all refusals; in the kit also the codes of problems that are no refusals. */
    private Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        types().filter(type -> type.isEnum() && Refusal.class.isAssignableFrom(type))
                .forEach(type -> Stream.of(type.getEnumConstants()).forEach(each -> codes.add(((Refusal) each).name())));
        Bytecode.ofProject().all().filter(facts -> facts.owner().startsWith(classes))
                .filter(facts -> facts.owner().endsWith("/problem/Problem")
                        || says(facts, Set.of("cn/jinlin/kit/problem/Problem.of")))
                .flatMap(facts -> facts.texts().stream()).filter(text -> CODE.matcher(text).matches()).forEach(codes::add);
        return codes;
    }

    private Set<String> fields(Set<String> codes) {
        Set<String> fields = new TreeSet<>();
        Bytecode.ofProject().all().filter(facts -> facts.owner().startsWith(classes) && says(facts, SAYING))
                .flatMap(facts -> facts.texts().stream())
                .filter(text -> CODE.matcher(text).matches() && text.chars().distinct().count() > 1 && !codes.contains(text))
                .forEach(fields::add);
        types().forEach(type -> messages(type, fields));
        return fields;
    }

    /** Whether the classes know the code as a text, whole or put together from its beginning. */
    private boolean mentioned(String code) {
        return Bytecode.ofProject().all().filter(facts -> facts.owner().startsWith(classes))
                .flatMap(facts -> facts.texts().stream()).flatMap(text -> CODE_OR_START.matcher(text).results())
                .map(MatchResult::group).anyMatch(word -> word.equals(code) || word.endsWith("_") && code.startsWith(word));
    }

    private static boolean says(Bytecode.Facts facts, Set<String> methods) {
        return facts.calls().stream().anyMatch(call -> methods.contains(call.owner() + "." + call.name()));
    }

    private Stream<Class<?>> types() {
        return Bytecode.ofProject().all().map(Bytecode.Facts::owner).filter(owner -> owner.startsWith(classes)).distinct()
                .map(owner -> {
                    try {
                        return Class.forName(owner.replace('/', '.'), false, ProblemCatalogue.class.getClassLoader());
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Constraints whose message is a code. */
    private static void messages(Class<?> type, Set<String> codes) {
        messages((AnnotatedElement) type, codes);
        Stream.of(type.getDeclaredFields()).forEach(field -> {
            messages(field, codes);
            messages(field.getAnnotatedType(), codes);
        });
        Stream.of(type.getDeclaredMethods()).flatMap(method -> Stream.of(method.getParameters())).forEach(parameter -> {
            messages(parameter, codes);
            messages(parameter.getAnnotatedType(), codes);
        });
        Stream.of(type.getDeclaredMethods()).forEach(method -> messages(method, codes));
    }

    private static void messages(AnnotatedType type, Set<String> codes) {
        messages((AnnotatedElement) type, codes);
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Stream.of(parameterized.getAnnotatedActualTypeArguments()).forEach(each -> messages(each, codes));
        }
    }

    private static void messages(AnnotatedElement element, Set<String> codes) {
        for (Annotation annotation : element.getAnnotations()) {
            try {
                Object message = annotation.annotationType().getMethod("message").invoke(annotation);
                Matcher matcher = CODE.matcher(String.valueOf(message));
                if (matcher.matches()) {
                    codes.add(matcher.group());
                }
            } catch (NoSuchMethodException _) {
                // no constraint
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Properties read(String file) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(ProblemCatalogue.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
