#pragma once

#include <string>

/// @file
/// The folder in which this process reads and writes files, for services that run what others wrote.

namespace silowalk::inline scenario {

/// From now on, expect_allowed() refuses every path outside `folder`: sets the environment variable SILOWALK_CONFINED,
/// which a service can set itself. Throws RuntimeFailure where there is no such folder. Call it before any other thread
/// is started.
void confine_to(std::string const& folder);

/// Throws RuntimeFailure where the process is confined and `path`, with all symbolic links followed, lies outside the
/// folder. The file need not exist. It is no sandbox: a link that is changed between this check and the use of the file
/// is followed. Called wherever the engine opens a file.
void expect_allowed(std::string const& path);

}  // namespace silowalk::inline scenario
