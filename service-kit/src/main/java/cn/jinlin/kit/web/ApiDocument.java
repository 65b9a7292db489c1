package cn.jinlin.kit.web;

import java.util.List;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.idempotency.IdempotencyFilter;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Open;
import cn.jinlin.kit.store.RequestKey;

/** Shows the kit's arguments in the API document as what they are on the wire. */
final class ApiDocument implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {
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
        if (handler.hasMethodAnnotation(Open.class)) {
            operation.security(List.of());
        }
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
        operation.getResponses().addApiResponse("default", new ApiResponse().description("RFC 9457 problem")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem))));
        return operation;
    }

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas("Problem", problem()).addSecuritySchemes("token",
                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
        document.addSecurityItem(new SecurityRequirement().addList("token"));
    }

    private static Schema<?> problem() {
        Schema<?> error = object(List.of("field", "code", "message"));
        error.addProperty("field", new StringSchema()).addProperty("code", new StringSchema()).addProperty("message",
                new StringSchema());
        Schema<?> problem = object(List.of("type", "title", "status", "code", "traceId"));
        for (String text : List.of("type", "title", "detail", "instance", "code", "traceId")) {
            problem.addProperty(text, new StringSchema());
        }
        problem.addProperty("status", new IntegerSchema().format("int32"));
        return problem.addProperty("errors", new ArraySchema().items(error));
    }

    private static Schema<?> object(List<String> required) {
        return new ObjectSchema().required(required);
    }

    private static Parameter header(String name) {
        return new Parameter().in("header").name(name).required(false).schema(new StringSchema());
    }
}
