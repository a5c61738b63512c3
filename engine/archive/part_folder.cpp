#include "engine/archive/part_folder.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "engine/archive/file.h"
#include "engine/archive/layout.h"
#include "engine/archive/part.h"
#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"

namespace fs = std::filesystem;

namespace silowalk::inline archive {
namespace {

constexpr std::string_view manifest_head = "silowalk-parts 2\nrun ";
constexpr std::string_view scenario_word = "scenario ";
constexpr std::size_t hex_size = 32;  ///< digits of a digest

/// Returns the manifest of an owner. Its last line is the digest of those before, so that damage is detected.
std::string manifest_text(PartsOwner const& owner) {
  std::string text = std::string(manifest_head) + owner.run.hex() + "\n";
  for (Digest const& each : owner.scenarios) text += std::string(scenario_word) + each.hex() + "\n";
  return text + "digest " + digest_of(text).hex() + "\n";
}

/// Returns the owner; none where the text is not exactly what manifest_text() writes for it.
std::optional<PartsOwner> parse_manifest(std::string const& text) {
  if (!text.starts_with(manifest_head)) return std::nullopt;
  // A text that is cut short gives fewer digits, which parse_digest() refuses.
  auto const digest_at = [&](std::size_t at) { return parse_digest(std::string_view(text).substr(at, hex_size)); };
  std::optional<Digest> const run = digest_at(manifest_head.size());
  if (!run) return std::nullopt;
  PartsOwner owner{*run, {}};
  std::size_t at = manifest_head.size() + hex_size + 1;
  for (; text.compare(std::min(at, text.size()), scenario_word.size(), scenario_word) == 0;
       at += scenario_word.size() + hex_size + 1) {
    std::optional<Digest> const scenario = digest_at(at + scenario_word.size());
    if (!scenario) return std::nullopt;
    owner.scenarios.insert(*scenario);
  }
  if (manifest_text(owner) != text) return std::nullopt;
  return owner;
}

/// Returns whether every part in the folder can be used by this owner. Otherwise a run would silently drop the work of
/// another one.
bool continues(std::optional<PartsOwner> const& found, PartsOwner const& owner) {
  return found && found->run == owner.run &&
         std::includes(owner.scenarios.begin(), owner.scenarios.end(), found->scenarios.begin(),
                       found->scenarios.end());
}

/// Makes the folder where it does not exist and returns its path. Its own parent must exist.
std::string made_folder(std::string path) {
  std::error_code error;
  fs::create_directory(path, error);
  if (error) throw RuntimeFailure(fmt::format("cannot make the folder '{}': {}", path, error.message()));
  return path;
}

/// Ignores errors: what stays is found again by its name.
void remove_parts_in(std::string const& path) {
  std::error_code ignored;
  for (auto const& entry : fs::directory_iterator(path, ignored)) {
    if (entry.path().extension() == ".part") fs::remove(entry.path(), ignored);
  }
}

/// Removes what a write that was interrupted left behind. Precondition: the folder is locked.
void remove_temporaries_in(std::string const& path) {
  std::error_code ignored;
  for (auto const& entry : fs::directory_iterator(path, ignored)) {
    if (entry.path().extension() == ".tmp") fs::remove(entry.path(), ignored);
  }
}

}  // namespace

// The lock is on a file of its own: the parts and the manifest are replaced by renames, which would lose a lock on
// them.
FolderLock::FolderLock(std::string const& folder) {
  descriptor_ = ::open((folder + "/.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw RuntimeFailure(system_complaint("cannot write", folder + "/.lock"));
  // Any other error means a file system without locks.
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  ::close(descriptor_);
  throw RuntimeFailure(fmt::format(
      "'{}' is in use: another silowalk is writing this output; wait until it ends, or choose another output", folder));
}

FolderLock::~FolderLock() { ::close(descriptor_); }

// Locked before the manifest is read: two processes could otherwise both take over the folder.
PartFolder::PartFolder(std::string path, PartsOwner const& owner, bool discard)
    : path_(made_folder(std::move(path))), run_(owner.run), lock_(path_) {
  std::string const manifest = path_ + "/manifest";
  bool const known = fs::exists(manifest);
  std::string const found = known ? read_whole(manifest) : "";
  bool const usable = known && continues(parse_manifest(found), owner);
  if (known && !usable && !discard) {
    throw RuntimeFailure(
        fmt::format("'{}' is damaged, or the parts beside it are of another run (other scenarios, seed or version); "
                    "give --force to discard them, or another output",
                    manifest));
  }
  // Parts are removed before the manifest is replaced, so that no part is ever under the manifest of another run.
  if (known && !usable) remove_parts_in(path_);
  remove_temporaries_in(path_);
  if (found != manifest_text(owner)) write_durably(manifest, manifest_text(owner));
}

/// All that identifies a block is in the name, so that save() never replaces the part of another one.
std::string PartFolder::file_of(Block const& block) const {
  return fmt::format("{}/{}-r{:08}-n{}.part", path_, block.scenario.hex(), block.first, block.count);
}

void PartFolder::use_also(ResultsFile const* results) {
  results_ = results;
  places_.clear();
  inflated_.clear();
  if (results == nullptr) return;
  auto const& scenarios = results->header().scenarios;
  for (std::size_t i = 0; i < scenarios.size(); ++i) places_.emplace(scenarios[i].digest, i);
}

bool PartFolder::holds(Block const& block) {
  if (load_part(block)) return true;
  std::lock_guard const lock(mutex_);
  return place_in_results(block).has_value();
}

std::optional<std::vector<Tally>> PartFolder::load(Block const& block) {
  auto tallies = load_part(block);
  return tallies ? std::move(tallies) : load_from_results(block);
}

/// Returns none where there is no part, or, with a notice, where it cannot be used.
std::optional<std::vector<Tally>> PartFolder::load_part(Block const& block) {
  std::string const file = file_of(block);
  if (!fs::exists(file)) return std::nullopt;
  try {
    return decode_part(read_whole(file), run_, block);
  } catch (RuntimeFailure const& error) {
    std::lock_guard const lock(mutex_);
    if (notice_) notice_(fmt::format("'{}' cannot be used: {}; its block is run again", file, error.what()));
    return std::nullopt;
  }
}

// Any replications will do: a file has no blocks.
std::optional<std::size_t> PartFolder::place_in_results(Block const& block) const {
  auto const place = places_.find(block.scenario);
  if (place == places_.end() || damaged_.contains(block.scenario)) return std::nullopt;
  std::uint32_t const there = results_->header().scenarios[place->second].replications;
  if (block.first + block.count > there) return std::nullopt;
  return place->second;
}

/// A chunk of the file holds many replications and is decompressed as a whole: its tallies are kept for the next
/// blocks.
std::vector<Tally> PartFolder::read_near(std::size_t scenario, Block const& block) {
  // Each has up to replications_at_once() tallies: the memory must not grow with the number of scenarios.
  constexpr std::size_t most_kept = 4;
  ScenarioResults const& results = results_->header().scenarios[scenario];
  auto const at_once = static_cast<std::uint32_t>(replications_at_once(results.frame.axes));
  // Steps start at multiples of at_once, as the writer's did, so that a step has whole chunks.
  std::uint32_t const from = block.first - block.first % at_once;
  if (inflated_.size() >= most_kept && !inflated_.contains(scenario)) inflated_.clear();
  Inflated& near = inflated_[scenario];
  if (near.tallies.empty() || near.first != from || from + near.tallies.size() < block.first + block.count) {
    std::uint32_t const end = std::max(from + at_once, block.first + block.count);
    std::uint32_t const to = std::min(end, results.replications);
    near = {from, results_->tallies(scenario, from, to - from)};
  }
  auto const begin = near.tallies.begin() + (block.first - from);
  return {begin, begin + block.count};
}

/// Returns none where the results file lacks the block, or, with a notice, where it is damaged.
std::optional<std::vector<Tally>> PartFolder::load_from_results(Block const& block) {
  std::lock_guard const lock(mutex_);  // the HDF5 library is used by one thread at a time
  auto const place = place_in_results(block);
  if (!place) return std::nullopt;
  try {
    return read_near(*place, block);
  } catch (RuntimeFailure const& error) {
    // The whole scenario is given up: its chunks are compressed together, and one notice is enough.
    damaged_.insert(block.scenario);
    if (notice_) notice_(fmt::format("{}; its blocks are run again", error.what()));
    return std::nullopt;
  }
}

void PartFolder::save(Block const& block, std::vector<Tally> const& tallies) {
  write_durably(file_of(block), encode_part(run_, block, tallies));
}

// The manifest goes after the parts: a folder that a crash leaves half removed still names its run.
void PartFolder::remove() {
  remove_parts_in(path_);
  remove_temporaries_in(path_);
  std::error_code ignored;
  fs::remove(path_ + "/manifest", ignored);
  fs::remove(path_ + "/.lock", ignored);
  fs::remove(path_, ignored);
}

PartFolderContent inspect_parts(std::string const& path) {
  PartFolderContent content;
  if (fs::exists(path + "/manifest")) {
    std::optional<PartsOwner> const owner = parse_manifest(read_whole(path + "/manifest"));
    if (owner) content.run = owner->run.hex();
  }
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(path, error)) {
    if (entry.path().extension() != ".part") continue;
    if (is_sound_part(read_whole(entry.path().string()))) {
      ++content.sound;
    } else {
      content.damaged.push_back(entry.path().filename().string());
    }
  }
  if (error) throw RuntimeFailure(fmt::format("cannot read the folder '{}': {}", path, error.message()));
  std::sort(content.damaged.begin(), content.damaged.end());
  return content;
}

}  // namespace silowalk::inline archive
