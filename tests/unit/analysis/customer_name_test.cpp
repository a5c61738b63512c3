#include "engine/analysis/replay/customer_name.h"

#include <gtest/gtest.h>

#include "engine/base/complaint.h"
#include "engine/simulation/model/customer.h"

namespace silowalk {
namespace {

TallyAxes axes() {
  TallyAxes axes;
  axes.segments = {"regulars", "at 9:30", "(unallocated)"};
  return axes;
}

TEST(CustomerNames, AreReadAsTheyAreWritten) {
  for (CustomerName const name : {CustomerName{0, 0}, CustomerName{0, 17}, CustomerName{1, newcomer_bit},
                                  CustomerName{1, newcomer_bit + 5}, CustomerName{0, newcomer_bit - 1}})
    EXPECT_EQ(parse_customer_name(to_text(name, axes()), axes()), name);
  EXPECT_EQ(to_text({1, newcomer_bit + 5}, axes()), "at 9:30:new-5");
}

std::string complaint_about(std::string const& text) {
  try {
    parse_customer_name(text, axes());
  } catch (InvalidInput const& error) {
    return describe(error.complaints());
  }
  return "";
}

TEST(CustomerNames, MistakesAreAnsweredWithAGuess) {
  EXPECT_NE(complaint_about("regular:3").find("did you mean 'regulars:3'?"), std::string::npos);
  EXPECT_NE(complaint_about("(unallocated):3").find("there is no segment"), std::string::npos);
  for (char const* const text : {"regulars", "regulars:", "regulars:-1", "regulars:1e3", "regulars:new-",
                                 "regulars:old-1", "regulars: 1", "regulars:4294967296", "regulars:2147483648"})
    EXPECT_NE(complaint_about(text).find("names no customer"), std::string::npos) << text;
}

}  // namespace
}  // namespace silowalk
