# The Debian packages: `cpack --config build-release/CPackConfig.cmake` writes silowalk_VERSION_ARCHITECTURE.deb (component
# program) and libsilowalk-dev_VERSION_ARCHITECTURE.deb (component development) into the build folder.
set(SILOWALK_MAINTAINER "silowalk maintainers <maintainers@silowalk.invalid>" CACHE STRING "Maintainer that the packages name")
mark_as_advanced(SILOWALK_MAINTAINER)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/compress_pages.cmake)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each component has its own, as the first line of its description

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${SILOWALK_MAINTAINER}")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME silowalk)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON) # asks dpkg-shlibdeps, so that no list here can become old
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "${PROJECT_DESCRIPTION}
silowalk simulates a company's customers across its departments (silos), and
computes what each decision does to churn and money, with an interval on every
number. A scenario is one TOML file; results are one HDF5 file.

The package contains the program with its manual pages and completions, the
guide, and example scenarios in /usr/share/silowalk/scenarios.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libsilowalk-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# What silowalkConfig.cmake looks for: the library is static, so its users link what it links.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libfmt-dev, libhdf5-dev, libtomlplusplus-dev")
if(SILOWALK_WITH_TBB)
  string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS ", libtbb-dev")
endif()
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "${PROJECT_DESCRIPTION} (development files)
The C++20 library of silowalk: headers, a static library, and a CMake package
for find_package(silowalk).")

foreach(component IN ITEMS program development)
  string(TOUPPER ${component} COMPONENT)
  set(folder ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_${COMPONENT}_PACKAGE_NAME})
  install(FILES tools/copyright DESTINATION ${folder} COMPONENT ${component} EXCLUDE_FROM_ALL)
  install(FILES CHANGELOG.md DESTINATION ${folder} COMPONENT ${component} EXCLUDE_FROM_ALL RENAME changelog)
endforeach()

include(CPack)
