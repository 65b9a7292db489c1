package cn.jinlin.registration.certificate;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param publicUrl where the public reaches the gateway, without a path; printed on every certificate
 * @param issuer who certifies, as it is printed
 */
@ConfigurationProperties("jinlin.certificates")
record CertificateSettings(URI publicUrl, String issuer) {
    String checkUrl(CertificateNumber number) {
        return publicUrl.toString().replaceAll("/+$", "") + "/api/v1/certificates/" + number.shown();
    }
}
