/** What the reads share: freshness, pages, configuration. */
@NullMarked
package dev.assay.query.http;

import org.jspecify.annotations.NullMarked;
