/** What the timers of the command side share. */
@NullMarked
package dev.assay.command.timer;

import org.jspecify.annotations.NullMarked;
