#include "tests/support/choices.hpp"

#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace schakel::test {

namespace {

constexpr int most_tries = 3000;

std::vector<unsigned> read(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istream_iterator<unsigned>(in), std::istream_iterator<unsigned>()};
}

void keep(const std::filesystem::path& file, const std::vector<unsigned>& list) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file);
    std::ranges::copy(list, std::ostream_iterator<unsigned>(out, " "));
    out << "\n";
}

// Parts left out, large ones first.
bool cut(std::vector<unsigned>& list, const std::function<bool(const std::vector<unsigned>&)>& fails) {
    for (std::size_t length = std::max<std::size_t>(list.size() / 2, 1); length > 0; length /= 2) {
        for (std::size_t at = 0; at + length <= list.size(); ++at) {
            std::vector<unsigned> less = list;
            const auto begin = less.begin() + static_cast<std::ptrdiff_t>(at);
            less.erase(begin, begin + static_cast<std::ptrdiff_t>(length));
            if (!fails(less)) continue;
            list = std::move(less);
            return true;
        }
    }
    return false;
}

bool lower(std::vector<unsigned>& list, const std::function<bool(const std::vector<unsigned>&)>& fails) {
    bool any = false;
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (const unsigned less : {0u, list[i] / 2, list[i] - 1}) {
            if (list[i] == 0 || less >= list[i]) continue;
            std::vector<unsigned> tried = list;
            tried[i] = less;
            if (!fails(tried)) continue;
            list = std::move(tried);
            any = true;
        }
    }
    return any;
}

} // namespace

std::vector<unsigned> shrunk(std::vector<unsigned> failing, const sequence_check& check) {
    int left = most_tries;
    const auto fails = [&](const std::vector<unsigned>& list) {
        if (left-- <= 0) return false;
        choices again(list);
        return !check(again).empty();
    };
    while (left > 0 && (cut(failing, fails) || lower(failing, fails))) {
    }
    return failing;
}

unsigned check_sequences(
    const std::string& folder, const std::string& name, sequence_amounts many, const sequence_check& check
) {
    const std::filesystem::path kept = std::filesystem::path(SCHAKEL_SOURCE_DIR) / "tests" / folder;
    unsigned ran = 0;
    if (std::filesystem::is_directory(kept)) {
        for (const auto& file : std::filesystem::directory_iterator(kept)) {
            if (!file.path().filename().string().starts_with(name + "-")) continue;
            choices again(read(file.path()));
            CHECK_MESSAGE(check(again) == "", file.path().filename().string());
            ++ran;
        }
    }
    const auto first = static_cast<unsigned>(number_from("SCHAKEL_SEED", 1));
    const auto count = static_cast<unsigned>(number_from("SCHAKEL_SEQUENCES", nightly() ? many.nightly : many.usual));
    for (unsigned seed = first; seed < first + count; ++seed, ++ran) {
        choices fresh(seed);
        const std::string complaint = check(fresh);
        if (complaint.empty()) continue;
        const std::vector<unsigned> least = shrunk(fresh.made(), check);
        choices again(least);
        const std::filesystem::path file = kept / (name + "-" + std::to_string(seed) + ".txt");
        keep(file, least);
        FAIL_CHECK(
            name, ", seed ", seed, ": ", complaint, "; shrunk to ", least.size(), " choices in ", file.string(), ": ",
            check(again)
        );
        return ran;
    }
    return ran;
}

} // namespace schakel::test
