#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/report/format.h"

/// @file
/// The choice of a format among those that a verb offers.

namespace silowalk::inline report {

/// Returns the words of these formats, as --format takes them.
std::vector<std::string> format_words(std::span<Format const> formats);

/// Returns whether a verb offers this format.
bool offers(std::span<Format const> formats, Format format);

/// Returns the format that a word after --format names; "markdown" and "graphml-flat" are words of earlier versions.
/// Throws InvalidRequest with a guess where the verb does not offer it.
Format parse_format(std::string const& word, std::span<Format const> formats);

/// Returns the format of the ending of an output file; none for devices and names without an ending. Throws
/// InvalidRequest where the verb does not offer it.
std::optional<Format> format_by_ending(std::string const& path, std::span<Format const> formats);

}  // namespace silowalk::inline report
