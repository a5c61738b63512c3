#include "engine/archive/hdf5/expect_dataset.h"

#include <fmt/core.h>

#include <vector>

#include "engine/base/complaint.h"

namespace silowalk::inline archive::h5 {
namespace {

/// Returns the filters that create_dataset() sets, in this order.
std::vector<H5Z_filter_t> filters_for(Number number) {
  if (number == Number::character) return {H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32};
  return {H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32};
}

/// Returns the filters of a dataset's properties.
std::vector<H5Z_filter_t> filters_of(hid_t list) {
  std::vector<H5Z_filter_t> filters;
  auto const count = static_cast<unsigned>(checked(H5Pget_nfilters(list), "read the filters of a dataset"));
  for (unsigned i = 0; i < count; ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    filters.push_back(H5Pget_filter2(list, i, &flags, &values, nullptr, 0, nullptr, nullptr));
  }
  return filters;
}

/// Returns how many chunks of a dataset the file has.
hsize_t chunks_stored(hid_t dataset) {
  Handle const space(checked(H5Dget_space(dataset), "read a shape"), H5Sclose);
  hsize_t chunks = 0;
  checked(H5Dget_num_chunks(dataset, space.id(), &chunks), "count the chunks of a dataset");
  return chunks;
}

/// Returns how many chunks a dataset of this shape has when all of it is written.
hsize_t chunks_of(Shape const& shape, Shape const& chunk) {
  hsize_t chunks = 1;
  for (std::size_t i = 0; i < shape.size(); ++i) chunks *= shape[i] / chunk[i] + (shape[i] % chunk[i] == 0 ? 0 : 1);
  return chunks;
}

}  // namespace

void expect_dataset(hid_t dataset, std::string const& name, Number number, Shape const& shape, Shape const& chunk) {
  auto const expect = [&](bool fits, char const* what) {
    if (!fits) throw RuntimeFailure(fmt::format("the dataset {} has {}", name, what));
  };
  Handle const type(checked(H5Dget_type(dataset), "read a type"), H5Tclose);
  expect(H5Tequal(type.id(), file_type(number)) > 0, "a wrong type");
  expect(shape_of(dataset) == shape, "a wrong shape");
  Handle const list(checked(H5Dget_create_plist(dataset), "read how a dataset is stored"), H5Pclose);
  expect(H5Pget_external_count(list.id()) == 0, "its numbers in another file");
  expect(H5Pget_layout(list.id()) == (chunk.empty() ? H5D_CONTIGUOUS : H5D_CHUNKED), "another layout");
  if (!chunk.empty()) {
    Shape found(chunk.size());
    int const rank = H5Pget_chunk(list.id(), static_cast<int>(found.size()), found.data());
    expect(rank == static_cast<int>(chunk.size()) && found == chunk, "other chunks");
    expect(filters_of(list.id()) == filters_for(number), "other filters");
    expect(chunks_stored(dataset) == chunks_of(shape, chunk), "numbers missing");
  }
}

}  // namespace silowalk::inline archive::h5
