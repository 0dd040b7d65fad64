// Who may include whom. This is the one place where it stands; gateway/README.md explains it.
#pragma once

#include <string_view>
#include <vector>

namespace schakel::architecture {

struct folder_rule {
    std::string_view folder;                   // below gateway/
    std::vector<std::string_view> may_include; // folders below gateway/, besides itself
};

// In the order of gateway/CMakeLists.txt: nobody includes a folder further down.
inline const std::vector<folder_rule> folder_rules{
    {"core", {}},
    {"codec", {"core"}},
    {"crypto", {"core", "codec"}},
    {"model", {"core"}},
    {"validation", {"core", "codec"}},
    {"adapter", {"core", "codec", "crypto", "model", "validation"}},
    {"pages", {"core", "codec", "crypto", "adapter"}},
    {"settings", {"core", "codec", "crypto", "model"}},
    {"access", {"core", "codec", "crypto", "model", "adapter", "settings"}},
    {"routing", {"core", "model", "adapter", "settings"}},
    {"mapping", {"core", "codec", "crypto", "model", "adapter", "settings"}},
    {"outbox", {"core", "crypto"}}, // it stores opaque bytes
    {"backup", {"core", "codec", "crypto", "outbox"}},
    {"roster", {"core", "codec", "crypto", "model", "adapter", "settings", "mapping", "outbox"}},
    {"goals", {"core", "codec", "crypto", "model", "adapter", "settings", "mapping", "outbox"}},
    {"entitlement", {"core", "codec", "crypto", "model", "adapter", "outbox"}},
    {"launch", {"core", "codec", "crypto", "model", "adapter", "settings", "mapping", "outbox"}},
    {"pipeline",
     {"core", "codec", "crypto", "model", "validation", "adapter", "pages", "settings", "access", "routing", "mapping",
      "outbox", "roster", "goals", "entitlement", "launch"}},
    {"transport", {"core", "crypto"}},
    {"admin",
     {"core", "codec", "crypto", "model", "validation", "adapter", "pages", "settings", "access", "routing", "mapping",
      "outbox", "roster", "goals", "entitlement", "launch", "pipeline", "transport"}},
    {"service",
     {"core", "codec", "crypto", "model", "validation", "adapter", "pages", "settings", "access", "routing", "mapping",
      "outbox", "roster", "goals", "entitlement", "launch", "pipeline", "transport", "admin"}},
    {"prove", {"core", "codec"}}, // it judges the program from outside
    {"command", {"core",   "codec",    "crypto",    "model",  "validation", "adapter", "pages", "settings",
                 "access", "routing",  "mapping",   "outbox", "backup",     "roster",  "goals", "entitlement",
                 "launch", "pipeline", "transport", "admin",  "service",    "prove"}},
};

// What an adapter, and what adapters share, may include of the gateway.
inline const std::vector<std::string_view> adapters_may_include{"core",  "codec",      "crypto",
                                                                "model", "validation", "adapter"};

struct library_rule {
    std::string_view header;             // how an include of the library begins
    std::vector<std::string_view> users; // folders below gateway/, or as a path from the top
};

inline const std::vector<library_rule> library_rules{
    {"pugi", {"codec"}},
    {"rapidjson/", {"codec"}},
    {"sqlite3", {"outbox"}},
    {"boost/asio", {"transport"}},
    {"boost/beast", {"transport"}},
    {"toml++/", {"codec", "settings"}},
    {"openssl/", {"crypto", "transport"}},
    {"zlib.h", {"codec", "transport"}},
    {"serd/", {"codec"}},
    {"CLI/", {"command"}},
    {"xmlsec/", {"adapters/common/xml_signature"}},
    {"libxml/", {"adapters/common/xml_signature"}},
};

// Every adapter has these, so that every adapter is familiar. Where versions or services of one standard share the
// code, all but the first two may stand in the folder of adapters/common that it includes.
inline const std::vector<std::string_view> adapter_files{"README.md",      "adapter.cpp", "wire.hpp",
                                                         "parse.cpp",      "write.cpp",   "to_model.cpp",
                                                         "from_model.cpp", "rules.cpp",   "reply.cpp"};

// Names that say nothing about what is inside.
inline const std::vector<std::string_view> empty_names{"util", "helper", "manager", "misc"};

} // namespace schakel::architecture
