#pragma once

#include <optional>
#include <string_view>

#include "engine/scenario/scenario.h"

/// One number of a table by its path within the table, as PlausibleRange::key names it: "success", "trust.loss". Base
/// units; of a distribution its mean. Pure functions.
namespace silowalk::inline scenario {

/// Return the number. None where the table does not state it, or has no such number.
std::optional<double> number_at(Segment const& table, std::string_view key);
std::optional<double> number_at(Silo const& table, std::string_view key);
std::optional<double> number_at(Touchpoint const& table, std::string_view key);
std::optional<double> number_at(Initiative const& table, std::string_view key);

/// Set the number; a distribution is scaled to this mean, and a whole number is rounded. Nothing happens where
/// number_at() is none, and where it has this value.
void set_number(Segment& table, std::string_view key, double value);
void set_number(Silo& table, std::string_view key, double value);
void set_number(Touchpoint& table, std::string_view key, double value);
void set_number(Initiative& table, std::string_view key, double value);

/// Copy the number, or the whole distribution, from a table of the same form. Nothing happens where `from` states none.
void copy_number(Segment& to, Segment const& from, std::string_view key);
void copy_number(Silo& to, Silo const& from, std::string_view key);
void copy_number(Touchpoint& to, Touchpoint const& from, std::string_view key);
void copy_number(Initiative& to, Initiative const& from, std::string_view key);

}  // namespace silowalk::inline scenario
