#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// A scenario as its author wrote it, to be kept beside its results. Nothing is computed from it, and no digest of
/// results covers it: a comment does not change a run. Functions are pure.
namespace silowalk::inline scenario {

/// One file of a scenario.
struct WrittenFile {
  std::string name;  ///< as seen from the folder of the first file: "../company.toml"; never an absolute path
  std::string text;  ///< every byte of it
  friend bool operator==(WrittenFile const&, WrittenFile const&) = default;
};

/// All that a scenario was read from. read_scenario() fills it.
struct WrittenScenario {
  /// The scenario file first, then what it names, in the order of reading: its CSV tables, the file that it extends
  /// with the tables of that one, its routes. Each once.
  std::vector<WrittenFile> files;
  std::vector<std::string> overrides;  ///< as --set takes them: "silo.care.agents=30"
  friend bool operator==(WrittenScenario const&, WrittenScenario const&) = default;
};

/// The most that a results file stores of one scenario: the number of files times the bytes of the longest.
inline constexpr std::size_t most_written_bytes = std::size_t{4} << 20U;

/// Returns whether texts are few and short enough for a results file: at least one, and at most most_written_bytes when
/// each takes the room of the longest.
bool are_storable(std::vector<std::string> const& texts);
/// Returns whether a results file can hold the scenario as it was written.
bool is_storable(WrittenScenario const& written);

/// Return the names and the texts of the files, in their order.
std::vector<std::string> file_names(WrittenScenario const& written);
std::vector<std::string> file_texts(WrittenScenario const& written);

/// Formats each file under a comment that names it, then the overrides as comments. Lines are harmless for a terminal
/// (harmless_excerpt): control characters, which others may have written, are replaced. A line that ends in CR LF loses
/// the CR. The text ends in a newline.
std::string print_written(WrittenScenario const& written);

}  // namespace silowalk::inline scenario
