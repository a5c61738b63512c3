// Whatever a part file holds, also one whose checksum somebody renewed: it is the block that was asked for, with the
// axes of its company, or it counts as damaged. Memory stays in proportion to what the company needs.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/part.h"
#include "engine/archive/part_folder.h"
#include "engine/base/complaint.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/memory_file.h"

// A tally of these axes takes less than a MiB; libFuzzer itself asks for 20.
extern "C" char const* __asan_default_options() { return "max_allocation_size_mb=32:quarantine_size_mb=8"; }

namespace silowalk::fuzz {
namespace {

constexpr std::uint32_t replications = 2;
constexpr std::size_t digest_size = 16;
constexpr std::size_t header_size = 8 + 4 + 2 * 4 + 2 * digest_size;  ///< before the first tally; see part.h

TallyAxes small_axes() { return {2, {"order", "(overhead)"}, {"web", "(company)"}, {"all"}, {"training"}}; }

std::vector<Tally> small_tallies() {
  std::vector<Tally> tallies(replications, empty_tally(small_axes()));
  std::int64_t number = 0;
  for (Tally& each : tallies)
    for (auto* const cells : {&each.touchpoint_cells, &each.segment_cells, &each.drift.customers_placed})
      for (std::size_t i = 0; i < cells->size(); i += 5) (*cells)[i] = ++number * -7919;
  return tallies;
}

/// What lives as long as the process: a folder of parts, and one sound part.
struct Bench {
  MemoryFolder folder;
  Digest run = digest_of("a run");
  Block block{digest_of("a scenario"), 4, replications};
  std::vector<Tally> tallies = small_tallies();
  Tally like = empty_tally(small_axes());
  std::string part = encode_part(run, block, tallies);
  std::string path;  ///< of the part in the folder
  PartFolder parts{folder / "o.h5.parts", {run, {block.scenario}}};
  std::string notice;

  Bench() {
    parts.expect_shape(block.scenario, small_axes());
    parts.on_notice([this](std::string const& text) { notice = text; });
    parts.save(block, tallies);
    for (auto const& entry : std::filesystem::directory_iterator(parts.path()))
      if (entry.path().extension() == ".part") path = entry.path().string();
  }
};

/// Puts a number into the bytes, little-endian.
void put(std::string& bytes, std::size_t at, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i) bytes[at + i] = static_cast<char>(number >> (8 * i));
}

/// Makes one change, anywhere but in the checksum.
void change(std::string& bytes, Input& input) {
  std::uint8_t const how = input.byte();
  std::size_t const at = input.below(bytes.size());
  switch (how % 8) {
    case 0:
      return put(bytes, at, input.number(), 8);
    case 1:
      return put(bytes, at, input.number(), 4);
    case 2:  // the axes or the first array of the first tally
      return put(bytes, header_size + 4 * input.below(9), input.number(), (how & 8U) != 0 ? 8 : 4);
    case 3:
      bytes.resize(at);
      return;
    case 4:
      bytes.insert(at, input.text(255));
      return;
    case 5:
      bytes.erase(at, input.below(64));
      return;
    case 6:  // the same again
      bytes.insert(at, bytes.substr(at, input.below(1024)));
      return;
    default: {
      std::string const text = input.text(255);
      bytes.replace(at, std::min(text.size(), bytes.size() - at), text);
    }
  }
}

/// Returns the part after all changes, with its checksum renewed where the input says so.
std::string changed(std::string const& part, Input& input) {
  bool const renewed = input.byte() % 8 != 0;
  std::string bytes = part.substr(0, part.size() - digest_size);
  std::string checksum = part.substr(bytes.size());
  while (!input.empty() && !bytes.empty() && bytes.size() < 2 * part.size()) change(bytes, input);
  if (renewed) {
    Digest const digest = digest_of(bytes);
    put(checksum, 0, digest.high, 8);
    put(checksum, 8, digest.low, 8);
  }
  return bytes + checksum;
}

bool same_axes(Tally const& a, Tally const& b) {
  return a.months == b.months && a.touchpoints == b.touchpoints && a.silos == b.silos && a.segments == b.segments &&
         a.initiatives == b.initiatives && a.touchpoint_cells.size() == b.touchpoint_cells.size() &&
         a.wait_histogram.size() == b.wait_histogram.size() && a.drift.last_wait.size() == b.drift.last_wait.size();
}

}  // namespace
}  // namespace silowalk::fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace silowalk;
  using namespace silowalk::fuzz;
  static Bench bench;
  Input input(data, size);
  std::string const bytes = changed(bench.part, input);
  std::ofstream(bench.path, std::ios::binary) << bytes;
  bench.notice.clear();
  std::optional<std::vector<Tally>> const loaded = bench.parts.load(bench.block);
  if (loaded.has_value() != bench.notice.empty()) broken("a block without a word, or a word with a block");
  if (loaded.has_value() != bench.parts.holds(bench.block)) broken("held and not loaded, or the other way round");
  if (!loaded) return 0;
  if (!is_sound_part(bytes)) broken("a block of a part whose checksum does not match");
  if (loaded->size() != replications) broken("another number of replications");
  for (Tally const& each : *loaded)
    if (!same_axes(each, bench.like)) broken("a tally with other axes");
  if (decode_part(encode_part(bench.run, bench.block, *loaded), bench.run, bench.block, &bench.like) != *loaded)
    broken("written and read again, the block is another");
  return 0;
}
