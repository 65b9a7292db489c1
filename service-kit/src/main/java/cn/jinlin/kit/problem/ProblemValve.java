package cn.jinlin.kit.problem;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Tomcat's last word, for requests that never reach a filter: bad request lines, odd paths, headers too large. */
public final class ProblemValve extends ErrorReportValve {
    private final ProblemWriter writer;

    public ProblemValve(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            writer.write(request, response.getResponse(), Problem.ofStatus(status));
            response.finishResponse();
        } catch (IOException _) {
            // the client is gone
        }
    }
}
