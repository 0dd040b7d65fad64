// Runs a fuzz target over every file of its corpus, as an ordinary test. Usage: PROGRAM CORPUS-FOLDER...
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
            ++files;
        }
    }
    // The closing line has doctest's form, so that one reader counts every suite.
    std::printf("[doctest] test cases: %d | %d passed | 0 failed | 0 skipped\n", files, files);
    return files == 0 ? 1 : 0; // a target without a corpus is not accepted
}
