#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/archive/hdf5/text_datasets.h"

namespace silowalk::inline archive {

/// Adds the attributes that CF readers expect of a variable. `unit` is a UDUNITS word or a currency.
void describe_dataset(h5::Handle const& dataset, std::string const& unit, std::string const& long_name);

/// The axes of a file or group while it is being written, as netCDF-4 has them: dimension scales, each with a number
/// that no other axis of the file has. They stay open until this object is destroyed: variables are attached to them.
/// Throws RuntimeFailure.
class AxisWriter {
 public:
  /// `where`: the open file or group. `first_id`: the number of its first axis.
  AxisWriter(hid_t where, int first_id) : where_(where), next_id_(first_id) {}

  /// Makes an axis with the coordinates 0, 1, 2, ...
  void add_counting(std::string const& name, std::size_t size, std::string const& long_name);
  /// Makes an axis of which the coordinates are texts of at most `width` bytes.
  void add_named(std::string const& name, std::vector<std::string> const& texts, std::size_t width,
                 std::string const& long_name);
  /// Makes a dataset an axis. Its second dimension, where it has one, are the bytes of texts.
  void add(std::string const& name, h5::Handle dataset, std::string const& long_name);

  /// Writes one text, with an axis of its own for its bytes.
  void write_text(std::string const& name, std::string const& text, std::string const& long_name);
  /// Writes a text of at most `width` bytes for each place of an axis.
  void write_texts_along(std::string const& axis, std::string const& name, std::vector<std::string> const& texts,
                         std::size_t width, std::string const& long_name);
  /// Writes a number for each place of an axis. Throws RuntimeFailure where there are not as many.
  void write_along(std::string const& axis, std::string const& name, std::vector<double> const& values,
                   std::string const& unit, std::string const& long_name);

  /// Names the axes of a dataset, the slowest first. Precondition: they exist, or are bytes().
  void attach(h5::Handle const& dataset, std::vector<std::string> const& axes);
  /// Returns the name of the axis of the bytes of texts, and makes it where it is new: "string20".
  std::string bytes(std::size_t width);

 private:
  struct Scale {
    h5::Handle dataset;
    int id = 0;
    std::size_t size = 0;
  };
  hid_t where_;
  int next_id_;
  std::map<std::string, Scale> scales_;
};

/// Returns a number for the first axis after those of an open file or group: one more than the highest there.
int next_axis_id(hid_t where);

}  // namespace silowalk::inline archive
