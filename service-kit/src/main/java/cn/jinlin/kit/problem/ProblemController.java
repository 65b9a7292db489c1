package cn.jinlin.kit.problem;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.security.Open;

/** The error page of the container: what was sent as a bare status becomes a problem. Called directly it is not there. */
@Hidden
@RestController
public class ProblemController implements ErrorController {
    private final ProblemWriter writer;

    ProblemController(ProblemWriter writer) {
        this.writer = writer;
    }

    @Open
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Problem problem = failure instanceof Throwable known
                ? ProblemCauses.of(known)
                : Problem.ofStatus(status instanceof Integer code ? code : 404);
        writer.write(request, response, problem);
    }
}
