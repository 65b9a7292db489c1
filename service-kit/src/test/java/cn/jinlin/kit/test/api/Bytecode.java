package cn.jinlin.kit.test.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What a method may come to, read from the compiled classes of the project: every method of ours that it calls, however
 * deep, with every implementation of what is overridden. Too much rather than too little.
 */
public final class Bytecode {
    private static final String OURS = "cn/jinlin/";
    private static final Bytecode READ = read();

    private final Map<String, Facts> methods = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Map<String, String> supertypes = new HashMap<>();

    private Bytecode() {}

    /**
     * One method.
     *
     * @param calls owner, name and descriptor of what it calls, of ours or not
     * @param fields owner and name of the static fields that it reads
     * @param texts its string constants
     */
    public record Facts(String owner, String name, Set<Call> calls, Set<Field> fields, Set<String> texts) {}

    public record Call(String owner, String name, String descriptor) {
        private String key() {
            return owner + '.' + name + descriptor;
        }
    }

    public record Field(String owner, String name) {}

    /** All main classes of the project that are on this test's class path. */
    public static Bytecode ofProject() {
        return READ;
    }

    private static Bytecode read() {
        Bytecode bytecode = new Bytecode();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:cn/jinlin/**/*.class")) {
                String from = file.getURL().toString();
                if (!from.contains("/test-classes/") && !from.contains("-tests.jar")) {
                    try (InputStream bytes = file.getInputStream()) {
                        bytecode.add(ClassFile.of().parse(bytes.readAllBytes()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytecode;
    }

    private void add(ClassModel type) {
        String name = type.thisClass().asInternalName();
        type.superclass().ifPresent(above -> supertypes.put(name, above.asInternalName()));
        Stream.concat(type.superclass().stream(), type.interfaces().stream())
                .forEach(above -> subtypes.computeIfAbsent(above.asInternalName(), _ -> new HashSet<>()).add(name));
        type.methods().forEach(method -> methods.put(
                name + '.' + method.methodName().stringValue() + method.methodType().stringValue(), facts(name, method)));
    }

    private static Facts facts(String owner, MethodModel method) {
        Facts facts = new Facts(owner, method.methodName().stringValue(), new LinkedHashSet<>(), new LinkedHashSet<>(),
                new LinkedHashSet<>());
        method.code().ifPresent(code -> code.forEach(element -> {
            switch (element) {
                case InvokeInstruction call -> facts.calls.add(new Call(call.owner().asInternalName(),
                        call.name().stringValue(), call.type().stringValue()));
                case InvokeDynamicInstruction made -> made.bootstrapArgs().forEach(argument -> add(argument, facts));
                case FieldInstruction read when read.opcode() == Opcode.GETSTATIC -> facts.fields
                        .add(new Field(read.owner().asInternalName(), read.name().stringValue()));
                case ConstantInstruction constant when constant.constantValue() instanceof String text -> facts.texts
                        .add(text);
                default -> {
                }
            }
        }));
        return facts;
    }

    /** A lambda's body or a method that is referred to is called; a recipe of joined texts is a text. */
    private static void add(ConstantDesc argument, Facts facts) {
        if (argument instanceof DirectMethodHandleDesc handle && handle.owner().isClassOrInterface()) {
            facts.calls.add(new Call(internal(handle.owner().descriptorString()), handle.methodName(),
                    handle.lookupDescriptor()));
        } else if (argument instanceof String text) {
            facts.texts.add(text);
        }
    }

    private static String internal(String descriptor) {
        return descriptor.substring(1, descriptor.length() - 1);
    }

    /** Every method of ours. */
    public Stream<Facts> all() {
        return methods.values().stream();
    }

    /** The method itself and all that it reaches through methods whose owner passes. */
    public List<Facts> reach(Method start, Predicate<String> owners) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<Call> open = new ArrayDeque<>();
        open.add(new Call(start.getDeclaringClass().getName().replace('.', '/'), start.getName(),
                MethodType.methodType(start.getReturnType(), start.getParameterTypes())
                        .toMethodDescriptorString()));
        while (!open.isEmpty()) {
            Call call = open.poll();
            if (!call.owner().startsWith(OURS)) {
                continue;
            }
            for (String key : targets(call)) {
                Facts facts = methods.get(key);
                if (facts != null && owners.test(facts.owner()) && seen.add(key)) {
                    open.addAll(facts.calls());
                }
            }
        }
        return seen.stream().map(methods::get).toList();
    }

    /** Where a call may end: the method that is inherited or declared, and what overrides it. */
    private Set<String> targets(Call call) {
        Set<String> targets = new LinkedHashSet<>();
        String owner = call.owner();
        while (owner != null && !methods.containsKey(owner + '.' + call.name() + call.descriptor())) {
            owner = supertypes.get(owner);
        }
        if (owner != null) {
            targets.add(owner + '.' + call.name() + call.descriptor());
        }
        Deque<String> below = new ArrayDeque<>(subtypes.getOrDefault(call.owner(), Set.of()));
        while (!below.isEmpty()) {
            String type = below.poll();
            targets.add(type + '.' + call.name() + call.descriptor());
            below.addAll(subtypes.getOrDefault(type, Set.of()));
        }
        return targets;
    }
}
