#include "engine/archive/part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <limits>

#include "engine/archive/file.h"
#include "engine/archive/part_folder.h"
#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"
#include "tests/unit/archive/toy_results.h"

namespace silowalk {
namespace {

using testing::HasSubstr;

Digest const run = digest_of("a run");
Digest const shop = toy::header(1).scenarios[0].digest;
Digest const bank = toy::header(1).scenarios[1].digest;
Block const block{bank, 8, 3};
PartsOwner const owner{run, {shop, bank}};

TEST(Part, GivesBackEveryNumber) {
  std::vector<Tally> tallies = toy::replications(1, 8, 3);
  tallies[0].segment_cells[3] = std::numeric_limits<std::int64_t>::min();
  tallies[0].segment_cells[4] = std::numeric_limits<std::int64_t>::max();
  tallies[1].segment_cells[5] = -1;
  tallies[2] = empty_tally(toy::axes());
  EXPECT_EQ(decode_part(encode_part(run, block, tallies), run, block), tallies);
}

TEST(Part, EveryFlippedBitIsFound) {
  TallyAxes const small{1, {"a"}, {"b"}, {"c"}};
  std::string bytes = encode_part(run, {shop, 0, 1}, {toy::random(small, 1, 1)});
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; bit += 3) {
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
      ASSERT_THROW(decode_part(bytes, run, {shop, 0, 1}), RuntimeFailure) << i;
      ASSERT_FALSE(is_sound_part(bytes));
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
    }
  }
  EXPECT_TRUE(is_sound_part(bytes));
}

TEST(Part, EveryTruncationIsFound) {
  TallyAxes const small{1, {"a"}, {"b"}, {"c"}};
  std::string const bytes = encode_part(run, {shop, 0, 1}, {toy::random(small, 1, 1)});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_THROW(decode_part(bytes.substr(0, size), run, {shop, 0, 1}), RuntimeFailure) << size;
  }
  EXPECT_THROW(decode_part(bytes + "x", run, {shop, 0, 1}), RuntimeFailure);
}

TEST(Part, OfAnotherPlanOrBlockIsRefused) {
  std::string const bytes = encode_part(run, block, toy::replications(1, 8, 3));
  EXPECT_THROW(decode_part(bytes, digest_of("another"), block), RuntimeFailure);
  EXPECT_THROW(decode_part(bytes, run, {shop, 8, 3}), RuntimeFailure);
  EXPECT_THROW(decode_part(bytes, run, {bank, 4, 3}), RuntimeFailure);
}

// The checksum of such a part is right: it was made with the same code.
TEST(Part, OfAnotherShapeIsRefused) {
  std::vector<Tally> tallies = toy::replications(1, 8, 3);
  Tally const like = tallies.front();
  EXPECT_EQ(decode_part(encode_part(run, block, tallies), run, block, &like), tallies);
  for (int* const axis : {&tallies[1].months, &tallies[1].touchpoints, &tallies[1].silos, &tallies[1].segments}) {
    ++*axis;
    EXPECT_THROW(decode_part(encode_part(run, block, tallies), run, block, &like), RuntimeFailure);
    --*axis;
  }
  for (auto* const cells : {&tallies[2].silo_cells, &tallies[2].wait_histogram, &tallies[2].drift.last_wait}) {
    cells->push_back(0);
    EXPECT_THROW(decode_part(encode_part(run, block, tallies), run, block, &like), RuntimeFailure);
    cells->pop_back();
  }
}

TEST(PartFolder, KeepsBlocksAcrossProcesses) {
  toy::Folder const folder;
  std::vector<Tally> const tallies = toy::replications(1, 8, 3);
  {
    PartFolder parts(folder / "out.h5.parts", owner);
    EXPECT_EQ(parts.load(block), std::nullopt);
    parts.save(block, tallies);
  }
  PartFolder parts(folder / "out.h5.parts", owner);
  EXPECT_EQ(parts.load(block), tallies);
  EXPECT_EQ(parts.load({bank, 8, 4}), std::nullopt);
  parts.remove();
  EXPECT_FALSE(std::filesystem::exists(folder / "out.h5.parts"));
}

TEST(PartFolder, ADamagedPartIsSaidAndNotUsed) {
  toy::Folder const folder;
  PartFolder parts(folder / "parts", owner);
  parts.save(block, toy::replications(1, 8, 3));
  std::string file;
  for (auto const& entry : std::filesystem::directory_iterator(folder / "parts")) {
    if (entry.path().extension() == ".part") file = entry.path().string();
  }
  std::string bytes = read_whole(file);
  bytes[bytes.size() / 2] ^= 4;
  std::ofstream(file, std::ios::binary) << bytes;
  std::string said;
  parts.on_notice([&](std::string const& notice) { said += notice; });
  EXPECT_EQ(parts.load(block), std::nullopt);
  EXPECT_THAT(said, HasSubstr("its checksum does not match"));
  PartFolderContent const content = inspect_parts(folder / "parts");
  EXPECT_EQ(content.run, run.hex());
  EXPECT_EQ(content.sound, 0u);
  EXPECT_EQ(content.damaged.size(), 1u);
  parts.save(block, toy::replications(1, 8, 3));
  EXPECT_EQ(parts.load(block), toy::replications(1, 8, 3));
}

TEST(PartFolder, OfAnotherRunIsRefusedUnlessDiscarded) {
  toy::Folder const folder;
  { PartFolder(folder / "parts", owner).save(block, toy::replications(1, 8, 3)); }
  PartsOwner const other{digest_of("another"), owner.scenarios};
  EXPECT_THROW(PartFolder(folder / "parts", other), RuntimeFailure);
  EXPECT_THROW(PartFolder(folder / "parts", {run, {bank}}), RuntimeFailure);  // the shop's parts would be lost
  { EXPECT_TRUE(PartFolder(folder / "parts", owner).load(block)); }           // nothing was lost
  { EXPECT_FALSE(PartFolder(folder / "parts", other, true).load(block)); }
  EXPECT_FALSE(PartFolder(folder / "parts", other).load(block));
}

TEST(PartFolder, IsForOneProcessAtATime) {
  toy::Folder const folder;
  PartFolder const parts(folder / "parts", owner);
  EXPECT_THROW(PartFolder(folder / "parts", owner), RuntimeFailure);
}

TEST(PartFolder, LooksIntoAFileOfTheSameRun) {
  toy::Folder const folder;
  write_results(folder / "out.h5", toy::header(10), toy::replications);
  ResultsFile const file(folder / "out.h5");
  PartFolder parts(folder / "parts", owner);
  parts.use_also(&file);
  EXPECT_EQ(parts.load({bank, 4, 4}), toy::replications(1, 4, 4));
  EXPECT_EQ(parts.load({bank, 8, 4}), std::nullopt);
}

TEST(PartFolder, GoesOnWithScenariosReorderedAndAdded) {
  toy::Folder const folder;
  { PartFolder(folder / "parts", {run, {bank}}).save(block, toy::replications(1, 8, 3)); }
  EXPECT_EQ(PartFolder(folder / "parts", owner).load(block), toy::replications(1, 8, 3));
  EXPECT_THROW(PartFolder(folder / "parts", {run, {bank}}), RuntimeFailure);  // now it is of both
  EXPECT_EQ(PartFolder(folder / "parts", {run, {bank, shop, digest_of("a third")}}).load(block),
            toy::replications(1, 8, 3));
}

TEST(PartFolder, ADamagedManifestIsRefused) {
  toy::Folder const folder;
  { PartFolder(folder / "parts", owner).save(block, toy::replications(1, 8, 3)); }
  std::string const whole = read_whole(folder / "parts/manifest");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] ^= 4;
    for (std::string const& bytes : {damaged, whole.substr(0, i)}) {
      std::ofstream(folder / "parts/manifest", std::ios::binary) << bytes;
      EXPECT_THROW(PartFolder(folder / "parts", owner), RuntimeFailure) << i;
    }
  }
  std::ofstream(folder / "parts/manifest", std::ios::binary) << whole;
  EXPECT_TRUE(PartFolder(folder / "parts", owner).load(block));
}

TEST(PartFolder, LooksIntoAFileByTheScenariosDigest) {
  toy::Folder const folder;
  write_results(folder / "out.h5", toy::header(10), toy::replications);
  ResultsFile const file(folder / "out.h5");
  PartFolder parts(folder / "parts", {run, {shop, bank, digest_of("new")}});
  parts.use_also(&file);
  EXPECT_EQ(parts.load({digest_of("new"), 4, 4}), std::nullopt);
  EXPECT_FALSE(parts.holds({digest_of("new"), 4, 4}));
  EXPECT_EQ(parts.load({bank, 4, 4}), toy::replications(1, 4, 4));
  EXPECT_EQ(parts.load({shop, 4, 4}), toy::replications(0, 4, 4));
  EXPECT_TRUE(parts.holds({shop, 4, 4}));
  EXPECT_FALSE(parts.holds({shop, 8, 4}));
}

TEST(WriteDurably, LeavesNothingHalfDone) {
  toy::Folder const folder;
  write_durably(folder / "a", "one");
  write_durably(folder / "a", "two");
  EXPECT_EQ(read_whole(folder / "a"), "two");
  EXPECT_FALSE(std::filesystem::exists(folder / "a.tmp"));
  EXPECT_THROW(write_durably(folder / "no/such/folder", "x"), RuntimeFailure);
  EXPECT_THROW(read_whole(folder / "none"), RuntimeFailure);
}

TEST(WriteDurably, AFullDiskIsAnOrdinaryError) {
  toy::Folder const folder;
  write_durably(folder / "a", "one");
  std::filesystem::create_symlink("/dev/full", folder / "a.tmp");
  try {
    write_durably(folder / "a", std::string(1 << 20, 'x'));
    FAIL() << "it should have failed";
  } catch (RuntimeFailure const& error) {
    EXPECT_THAT(error.what(), HasSubstr("No space left on device"));
  }
  EXPECT_EQ(read_whole(folder / "a"), "one");
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::symlink_status(folder / "a.tmp")));
}

}  // namespace
}  // namespace silowalk
