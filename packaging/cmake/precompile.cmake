# SPDX-License-Identifier: GPL-3.0-or-later
#
# Headers that nearly every file reads, compiled once: half the build time. Off by default, so that
# the builds without it prove that every file includes what it uses.
option(PRECOMPILE_HEADERS "Precompile Qt's and the standard library's headers" OFF)

if(PRECOMPILE_HEADERS)
    file(WRITE "${CMAKE_BINARY_DIR}/precompiled.cpp" "")
    add_library(precompiled_core STATIC "${CMAKE_BINARY_DIR}/precompiled.cpp")
    set_target_properties(precompiled_core PROPERTIES AUTOMOC OFF AUTORCC OFF)
    target_link_libraries(precompiled_core PRIVATE project_options Qt6::Core)
    target_precompile_headers(precompiled_core PRIVATE
        <QByteArray> <QCoreApplication> <QDateTime> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject>
        <QObject> <QRegularExpression> <QString> <QStringList> <QUrl> <algorithm> <functional> <map> <memory>
        <optional> <span> <variant> <vector>)
endif()

# precompile(<target> [<header>...]): lets a target of ours use them; one that has many files may name
# headers of its own instead.
function(precompile target)
    if(NOT PRECOMPILE_HEADERS)
        return()
    endif()
    if(ARGN)
        target_precompile_headers(${target} PRIVATE ${ARGN})
    else()
        target_precompile_headers(${target} REUSE_FROM precompiled_core)
    endif()
endfunction()
