// The program: the adapters that are built in, and the command line.
#include "adapters/all_adapters.hpp"
#include "gateway/command/command_line.hpp"
#include "schemas/bundled.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    try {
        return schakel::command::run(argc, argv, [] { return schakel::all_adapters(schakel::schemas::bundled); });
    } catch (const std::exception& error) {
        std::fprintf(stderr, "schakel: %s\n", error.what());
        return 1;
    }
}
