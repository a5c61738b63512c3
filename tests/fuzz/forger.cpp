#include "tests/fuzz/forger.h"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "engine/archive/hdf5/hdf5.h"
#include "engine/archive/hdf5/text_datasets.h"
#include "engine/archive/seal.h"
#include "engine/base/complaint.h"
#include "tests/fuzz/forged_dataset.h"

namespace silowalk::fuzz {
namespace {

using h5::Handle;

/// The text of a scenario is longer; a forged text that HDF5 compresses well can be longer still.
constexpr std::size_t most_text = 200;

Handle opened(hid_t file, std::string const& path) { return {H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose}; }

herr_t add_name(hid_t, char const* name, H5A_info_t const*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

/// Lists an object and its attributes.
void add_object(hid_t file, std::string const& path, Places& places) {
  Places::Object object{path, {}};
  Handle const handle = opened(file, path);
  H5Aiterate2(handle.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, add_name, &object.attributes);
  places.objects.push_back(object);
}

void add_datasets(hid_t where, hid_t file, std::string const& prefix, Places& places) {
  for (std::string const& each : h5::datasets_in(where)) {
    std::string const path = prefix + each;
    add_object(file, path, places);
    places.datasets.push_back(path);
    Handle const dataset(H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose);
    Handle const type(H5Dget_type(dataset.id()), H5Tclose);
    if (H5Tget_class(type.id()) == H5T_STRING) places.texts.push_back(path);
  }
}

void replace_attribute(hid_t file, Places const& places, Input& input) {
  Places::Object const& object = places.objects[input.below(places.objects.size())];
  std::size_t const number = input.below(object.attributes.size() + 1);
  std::string const name = number < object.attributes.size() ? object.attributes[number] : "a_new_one";
  Handle const where = opened(file, object.path);
  H5Adelete(where.id(), name.c_str());
  if (input.below(8) == 0) return;
  Handle const type = any_type(input);
  Handle const space = any_space(input);
  Handle const attribute(H5Acreate2(where.id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose);
  if (attribute.id() >= 0 && H5Tis_variable_str(type.id()) == 0) {
    std::vector<char> value = filled(type.id(), space.id(), input);
    if (!value.empty()) H5Awrite(attribute.id(), type.id(), value.data());
  }
}

/// Changes the value of an attribute and keeps its type.
void change_value(hid_t file, Places const& places, Input& input) {
  Places::Object const& object = places.objects[input.below(places.objects.size())];
  if (object.attributes.empty()) return;
  std::string const& name = object.attributes[input.below(object.attributes.size())];
  Handle const where = opened(file, object.path);
  Handle const attribute(H5Aopen(where.id(), name.c_str(), H5P_DEFAULT), H5Aclose);
  Handle const type(H5Aget_type(attribute.id()), H5Tclose);
  Handle const space(H5Aget_space(attribute.id()), H5Sclose);
  H5T_class_t const kind = H5Tget_class(type.id());
  if (kind != H5T_INTEGER && kind != H5T_FLOAT && kind != H5T_STRING) return;
  std::vector<char> value = filled(type.id(), space.id(), input);
  if (!value.empty() && H5Tis_variable_str(type.id()) == 0) H5Awrite(attribute.id(), type.id(), value.data());
}

void rename_attribute(hid_t file, Places const& places, Input& input) {
  Places::Object const& object = places.objects[input.below(places.objects.size())];
  if (object.attributes.empty()) return;
  std::string const& from = object.attributes[input.below(object.attributes.size())];
  std::string const& to = object.attributes[input.below(object.attributes.size())];
  Handle const where = opened(file, object.path);
  H5Adelete(where.id(), to.c_str());
  H5Arename(where.id(), from.c_str(), to.c_str());
}

/// Removes a link, or gives it a new place: two links can change places so.
void move_link(hid_t file, Places const& places, Input& input) {
  std::string const& from = places.objects[input.below(places.objects.size())].path;
  std::string const& to = places.objects[input.below(places.objects.size())].path;
  std::uint8_t const how = input.byte();
  if (how % 4 == 0) {
    H5Ldelete(file, from.c_str(), H5P_DEFAULT);
  } else if (how % 4 == 1) {
    H5Lmove(file, from.c_str(), file, (to + "_2").c_str(), H5P_DEFAULT, H5P_DEFAULT);
  } else {
    H5Lmove(file, from.c_str(), file, "/for_a_moment", H5P_DEFAULT, H5P_DEFAULT);
    H5Lmove(file, to.c_str(), file, from.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    H5Lmove(file, "/for_a_moment", file, to.c_str(), H5P_DEFAULT, H5P_DEFAULT);
  }
}

/// Puts a link in the place of another, or beside it.
void add_link(hid_t file, Places const& places, Input& input) {
  std::string path = places.objects[input.below(places.objects.size())].path;
  std::string const& target = places.objects[input.below(places.objects.size())].path;
  std::uint8_t const how = input.byte();
  if (how % 2 == 0) {
    H5Ldelete(file, path.c_str(), H5P_DEFAULT);
  } else {
    path += "_link";
  }
  switch (how / 2 % 5) {
    case 0:
      H5Lcreate_soft(target.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    case 1:
      H5Lcreate_external("/proc/self/exe", target.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    case 2:
      H5Lcreate_hard(file, target.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    case 3:
      H5Ocopy(file, target.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    default: {
      Handle const type = any_type(input);
      H5Tcommit2(file, path.c_str(), type.id(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    }
  }
}

/// Changes a text, and keeps it a text as this program writes it; mostly renews the digest that protects it.
void edit_text(hid_t file, Places const& places, Input& input) {
  std::string const& path = places.texts[input.below(places.texts.size())];
  bool const several = h5::shape_of(h5::open_dataset(file, path).id()).size() == 2;
  std::vector<std::string> texts =
      several ? h5::read_texts(file, path) : std::vector<std::string>{h5::read_text(file, path)};
  std::string& text = texts[input.below(texts.size())];
  std::size_t const at = input.below(text.size() + 1);
  std::string const put = input.text(most_text);
  text.replace(at, input.below(text.size() - at + 1), put);
  if (input.below(8) == 0) texts.pop_back();
  H5Ldelete(file, path.c_str(), H5P_DEFAULT);
  if (several) {
    h5::write_texts(file, path, texts, h5::width_of(texts));
  } else {
    h5::write_text(file, path, text);
  }
  std::size_t const slash = path.rfind('/');
  if (slash > 0 && path.substr(slash) == "/scenario_text" && input.below(4) != 0)
    h5::overwrite_attribute(h5::open_group(file, path.substr(1, slash - 1)).id(), "scenario_digest",
                            digest_of(text).hex());
}

}  // namespace

Places places_of(hid_t file) {
  Places places;
  add_object(file, "/", places);
  add_datasets(file, file, "/", places);
  places.groups = h5::groups_in(file);
  for (std::string const& each : places.groups) {
    add_object(file, "/" + each, places);
    add_datasets(h5::open_group(file, each).id(), file, "/" + each + "/", places);
  }
  return places;
}

hid_t open_image(std::string const& bytes) {
  std::string copy = bytes;
  return H5LTopen_file_image(copy.data(), copy.size(), H5LT_FILE_IMAGE_OPEN_RW);
}

std::string close_image(hid_t file) {
  H5Fflush(file, H5F_SCOPE_GLOBAL);
  ssize_t const size = H5Fget_file_image(file, nullptr, 0);
  std::string bytes(size < 0 ? 0 : static_cast<std::size_t>(size), '\0');
  H5Fget_file_image(file, bytes.data(), bytes.size());
  H5Fclose(file);
  return bytes;
}

void forge(hid_t file, Places const& places, Input& input) {
  constexpr std::array changes{replace_attribute, change_value,    rename_attribute, move_link,    add_link,
                               edit_text,         replace_dataset, change_cells,     change_chunk, resize};
  try {
    changes[input.below(changes.size())](file, places, input);
  } catch (RuntimeFailure const&) {  // an earlier change took away what this one needs
  }
}

void reseal(hid_t file) {
  try {
    std::vector<std::string> const groups = h5::groups_in(file);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      Handle const group = h5::open_group(file, groups[i]);
      if (h5::has_link(group.id(), "scenario_text"))
        h5::overwrite_attribute(group.id(), "scenario_digest",
                                digest_of(h5::read_text(group.id(), "scenario_text")).hex());
      H5Adelete(group.id(), "seal");
      seal_group(file, groups[i], i);
    }
    seal_file(file);
  } catch (std::exception const&) {  // it stays as it is: unsealed
  }
}

void damage(std::string& bytes, Input& input) {
  while (!input.empty() && !bytes.empty()) {
    std::size_t const at = static_cast<std::size_t>(input.number() * 257 + input.byte()) % bytes.size();
    switch (input.below(8)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.insert(at, input.text(64));
        break;
      case 2:
        bytes.append(input.number() % 4096, static_cast<char>(input.byte()));
        break;
      case 3: {
        std::string const put = input.text(64);
        bytes.replace(at, std::min(put.size(), bytes.size() - at), put);
        break;
      }
      default:
        bytes[at] = static_cast<char>(bytes[at] ^ input.byte());
    }
  }
}

}  // namespace silowalk::fuzz
