package httpd.jersey;

import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Sees a body end. When it fails and a part of it has been written, Jersey logs that and returns as if nothing were wrong; the answer
 * would end like a complete one.
 */
final class BodyWatch implements WriterInterceptor {
    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        AnswerWriter writer = (AnswerWriter) context.getProperty(AnswerWriter.class.getName());
        try {
            context.proceed();
            writer.bodyEnds(null);
        } catch (Throwable e) {
            writer.bodyEnds(e);
            throw e;
        }
    }
}
