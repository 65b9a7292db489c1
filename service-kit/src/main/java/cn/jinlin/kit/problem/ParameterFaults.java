package cn.jinlin.kit.problem;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.BindException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

import cn.jinlin.kit.body.Violations;
import cn.jinlin.kit.domain.FieldError;

/** What is wrong with path variables, query parameters, headers and parts. */
final class ParameterFaults {
    private ParameterFaults() {}

    static @Nullable Problem of(Throwable cause) {
        return switch (cause) {
            case MethodArgumentTypeMismatchException wrong -> Problem.invalid(List.of(type(wrong)));
            case MissingServletRequestParameterException missing -> required(missing.getParameterName());
            case MissingRequestHeaderException missing -> required(missing.getHeaderName());
            case MissingRequestCookieException missing -> required(missing.getCookieName());
            case MissingPathVariableException missing -> required(missing.getVariableName());
            case MissingServletRequestPartException missing -> required(missing.getRequestPartName());
            case HandlerMethodValidationException wrong -> Problem
                    .invalid(wrong.getParameterValidationResults().stream().flatMap(ParameterFaults::errors).toList());
            case ConstraintViolationException wrong -> Problem
                    .invalid(wrong.getConstraintViolations().stream().map(each -> Violations.error("", each)).toList());
            case BindException wrong -> Problem.invalid(wrong.getFieldErrors().stream()
                    .map(each -> FieldError.of(each.getField(), "INVALID")).toList());
            default -> null;
        };
    }

    private static Problem required(String name) {
        return Problem.invalid(name, "REQUIRED");
    }

    private static FieldError type(MethodArgumentTypeMismatchException wrong) {
        Class<?> type = wrong.getRequiredType();
        if (type != null && type.isEnum()) {
            return FieldError.of(wrong.getName(), "NOT_ONE_OF",
                    Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", ")));
        }
        boolean number = type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type));
        return number
                ? FieldError.of(wrong.getName(), "WRONG_TYPE", "number")
                : FieldError.of(wrong.getName(), "MALFORMED");
    }

    private static Stream<FieldError> errors(ParameterValidationResult result) {
        String name = name(result.getMethodParameter());
        return result.getResolvableErrors().stream()
                .map(error -> Violations.rule(name, result.unwrap(error, ConstraintViolation.class)));
    }

    private static String name(MethodParameter parameter) {
        RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
        String own = parameter.getParameterName();
        return named != null && !named.name().isEmpty() ? named.name() : own == null ? "" : own;
    }
}
