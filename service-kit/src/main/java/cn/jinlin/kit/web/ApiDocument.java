package cn.jinlin.kit.web;

import java.util.List;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.store.RequestKey;

/** Shows the kit's arguments in the API document as what they are on the wire. */
final class ApiDocument implements GlobalOperationCustomizer {
    ApiDocument() {
        SpringDocUtils.getConfig().addResponseWrapperToIgnore(Body.class).addRequestWrapperToIgnore(Caller.class,
                RequestKey.class, IfMatch.class, Limit.class);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        List<Class<?>> arguments = Stream.of(handler.getMethodParameters()).<Class<?>>map(each -> each.getParameterType())
                .toList();
        if (arguments.contains(Limit.class)) {
            IntegerSchema limit = new IntegerSchema();
            limit.minimum(java.math.BigDecimal.ONE).maximum(java.math.BigDecimal.valueOf(Limit.MAX));
            operation.addParametersItem(new Parameter().in("query").name("limit").schema(limit));
        }
        if (arguments.contains(IfMatch.class)) {
            operation.addParametersItem(header("If-Match"));
        }
        if (arguments.contains(RequestKey.class) || handler.hasMethodAnnotation(PostMapping.class)) {
            operation.addParametersItem(header(IdempotencyFilter.HEADER));
        }
        return operation;
    }

    private static Parameter header(String name) {
        return new Parameter().in("header").name(name).required(false).schema(new StringSchema());
    }
}
