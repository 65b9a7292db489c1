package cn.jinlin.kit.problem;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.coyote.CloseNowException;

/** Answers for what fails outside the handlers: security, firewall, parameters that can't be decoded; closes the connection of an answer that was cut off. */
public final class ProblemFilter implements Filter {
    private final Problems problems;

    public ProblemFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (Exception | StackOverflowError failure) {
            problems.answer(failure, (HttpServletRequest) request, (HttpServletResponse) response);
        }
        if (Problems.isCutOff(request)) {
            throw new CloseNowException();
        }
    }
}
