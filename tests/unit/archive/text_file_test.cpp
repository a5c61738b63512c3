#include "engine/archive/text_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/base/complaint.h"

namespace silowalk {
namespace {

namespace fs = std::filesystem;

class TextFiles : public testing::Test {
 protected:
  void SetUp() override {
    // Tests run side by side.
    folder_ = testing::TempDir() + "text_file_test." + testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = folder_ + "/page.md";
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string content() const {
    std::ifstream in(path_);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  std::string folder_, path_;
};

TEST_F(TextFiles, AppearInFullAtTheEnd) {
  TextFile file(path_, false);
  file.write("one ");
  file.write("page\n");
  EXPECT_FALSE(fs::exists(path_));
  file.finish();
  EXPECT_EQ(content(), "one page\n");
  EXPECT_EQ(files(), 1U);
}

TEST_F(TextFiles, LeaveTheEarlierFileWhenTheyAreNotFinished) {
  std::ofstream(path_) << "earlier";
  {
    TextFile file(path_, true);
    file.write("cut off");
  }
  EXPECT_EQ(content(), "earlier");
  EXPECT_EQ(files(), 1U);
}

TEST_F(TextFiles, LeaveOtherFilesOfTheUserAlone) {
  std::ofstream(path_ + ".tmp") << "mine";
  fs::create_symlink("elsewhere.md", path_);
  TextFile file(path_, true);
  file.write("page");
  file.finish();
  EXPECT_EQ(fs::read_symlink(path_), "elsewhere.md");
  EXPECT_EQ(content(), "page");  // through the link
  EXPECT_EQ(fs::file_size(path_ + ".tmp"), 4U);
  EXPECT_EQ(files(), 3U);
}

TEST_F(TextFiles, AreWrittenByOneProcessAtATime) {
  {
    TextFile const first(path_, false);
    EXPECT_THROW(TextFile(path_, false), RuntimeFailure);
    EXPECT_EQ(files(), 1U);
  }
  EXPECT_EQ(files(), 0U);
  std::ofstream(folder_ + "/.page.md.unfinished") << "left behind by a process that was killed";
  TextFile file(path_, false);
  file.write("page");
  file.finish();
  EXPECT_EQ(content(), "page");
  EXPECT_EQ(files(), 1U);
}

TEST_F(TextFiles, RefuseToOverwriteWithoutForce) {
  std::ofstream(path_) << "earlier";
  EXPECT_THROW(TextFile(path_, false), RuntimeFailure);
  EXPECT_EQ(content(), "earlier");
}

TEST_F(TextFiles, ReportAFullDevice) {
  TextFile file("/dev/full", true);
  EXPECT_THROW(
      {
        file.write("text");
        file.finish();
      },
      RuntimeFailure);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

}  // namespace
}  // namespace silowalk
