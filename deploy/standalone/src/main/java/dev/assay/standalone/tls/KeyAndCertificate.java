package dev.assay.standalone.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key and the certificate over its public half. */
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {}
