#pragma once

#include <string_view>

/// @file
/// Standard output and standard error, which the caller may have closed, filled up or connected to a pipe that ended.

namespace silowalk::inline tools {

/// Call it first. Occupies descriptors 0 to 2 where they are closed, so that no results file gets one of them. Makes a
/// limit on file sizes (SIGXFSZ) and a closed pipe (SIGPIPE) ordinary errors of a write, and ends exit(-1) and
/// std::terminate() from inside a library in a message and exit_failure.
void prepare_standard_streams();

/// Writes to standard error. Failure is ignored: there is no other place to report it.
void write_standard_error(std::string_view text);
/// The same, with the text made harmless for a terminal.
void say(std::string_view text);
/// Writes to standard output. Throws RuntimeFailure where it is closed or full. Where its reader has ended (`| head`),
/// ends the process quietly, with the exit code of SIGPIPE.
void write_standard_output(std::string_view text);

}  // namespace silowalk::inline tools
