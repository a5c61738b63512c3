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

constexpr std::string_view manifest_head = "silowalk-parts 1\nplan ";

std::string manifest_text(Digest const& plan) { return std::string(manifest_head) + plan.hex() + "\n"; }

std::string made_folder(std::string path) {
  std::error_code error;
  fs::create_directory(path, error);
  if (error) throw RuntimeFailure(fmt::format("cannot make the folder '{}': {}", path, error.message()));
  return path;
}

void remove_parts_in(std::string const& path) {
  std::error_code ignored;
  for (auto const& entry : fs::directory_iterator(path, ignored)) {
    if (entry.path().extension() == ".part") fs::remove(entry.path(), ignored);
  }
}

void remove_temporaries_in(std::string const& path) {
  std::error_code ignored;
  for (auto const& entry : fs::directory_iterator(path, ignored)) {
    if (entry.path().extension() == ".tmp") fs::remove(entry.path(), ignored);
  }
}

}  // namespace

FolderLock::FolderLock(std::string const& folder) {
  descriptor_ = ::open((folder + "/.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw RuntimeFailure(system_complaint("cannot write", folder + "/.lock"));
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  ::close(descriptor_);
  throw RuntimeFailure(fmt::format("'{}' is in use: another silowalk is writing this output", folder));
}

FolderLock::~FolderLock() { ::close(descriptor_); }

PartFolder::PartFolder(std::string path, Digest const& plan, bool discard)
    : path_(made_folder(std::move(path))), plan_(plan), lock_(path_) {
  std::string const manifest = path_ + "/manifest";
  bool const known = fs::exists(manifest);
  bool const same = known && read_whole(manifest) == manifest_text(plan_);
  if (known && !same && !discard) {
    throw RuntimeFailure(
        fmt::format("'{}' says that the parts beside it are of another run (another scenario, seed or version), or is "
                    "damaged; give "
                    "--force to discard them, or another output",
                    manifest));
  }
  if (known && !same) remove_parts_in(path_);
  remove_temporaries_in(path_);
  if (!same) write_durably(manifest, manifest_text(plan_));
}

std::string PartFolder::file_of(Block const& block) const {
  return fmt::format("{}/s{:04}-r{:08}-n{}.part", path_, block.scenario, block.first, block.count);
}

std::optional<std::vector<Tally>> PartFolder::load(Block const& block) {
  std::string const file = file_of(block);
  if (fs::exists(file)) {
    try {
      return decode_part(read_whole(file), plan_, block);
    } catch (RuntimeFailure const& error) {
      std::lock_guard const lock(mutex_);
      if (notice_) notice_(fmt::format("'{}' cannot be used: {}; its block is run again", file, error.what()));
    }
  }
  return load_from_results(block);
}

std::optional<std::vector<Tally>> PartFolder::load_from_results(Block const& block) {
  std::lock_guard const lock(mutex_);  // the HDF5 library is used by one thread at a time
  if (results_ == nullptr) return std::nullopt;
  auto scenario = static_cast<std::size_t>(block.scenario);
  if (!places_.empty()) {
    if (!places_[scenario]) return std::nullopt;
    scenario = *places_[scenario];
  }
  if (block.first + block.count > results_->header().scenarios[scenario].replications) return std::nullopt;
  try {
    // Chunks of the file hold many replications: what was inflated is kept for the next blocks.
    auto const at_once =
        static_cast<std::uint32_t>(replications_at_once(results_->header().scenarios[scenario].frame.axes));
    std::uint32_t const from = block.first - block.first % at_once;
    Inflated& near = inflated_[block.scenario];
    if (near.tallies.empty() || near.first != from || from + near.tallies.size() < block.first + block.count) {
      std::uint32_t const end = std::max(from + at_once, block.first + block.count);
      std::uint32_t const to = std::min(end, results_->header().scenarios[scenario].replications);
      near = {from, results_->tallies(scenario, from, to - from)};
    }
    auto const begin = near.tallies.begin() + (block.first - from);
    return std::vector<Tally>(begin, begin + block.count);
  } catch (RuntimeFailure const& error) {
    if (notice_) notice_(fmt::format("{}; its block is run again", error.what()));
    return std::nullopt;
  }
}

void PartFolder::save(Block const& block, std::vector<Tally> const& tallies) {
  write_durably(file_of(block), encode_part(plan_, block, tallies));
}

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
    std::string const manifest = read_whole(path + "/manifest");
    if (manifest.starts_with(manifest_head)) content.plan = manifest.substr(manifest_head.size(), 32);
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
