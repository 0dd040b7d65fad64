#include "gateway/core/small_blocks.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <malloc.h>

using namespace schakel;

TEST_SUITE("small blocks") {

    TEST_CASE("a block holds what was asked, wherever it was before") {
        for (int round = 0; round < 3; ++round) {
            std::vector<std::pair<unsigned char*, std::size_t>> held;
            for (std::size_t size = 0; size < 12'000; size += size < 600 ? 1 : 61) {
                auto* const block = static_cast<unsigned char*>(take_block(size));
                REQUIRE(block);
                CHECK(reinterpret_cast<std::uintptr_t>(block) % alignof(std::max_align_t) == 0);
                CHECK(::malloc_usable_size(block) >= size);
                std::memset(block, static_cast<int>(size & 0xFF), size);
                held.emplace_back(block, size);
            }
            for (const auto& [block, size] : held) {
                const std::string expected(size, static_cast<char>(size & 0xFF));
                CHECK(std::memcmp(block, expected.data(), size) == 0);
                give_back_block(block);
            }
        }
        give_back_block(nullptr);
    }

    TEST_CASE("what a thread gave back is the next that it takes") {
        void* const block = take_block(100);
        give_back_block(block);
        void* const again = take_block(97);
        CHECK(again == block);
        give_back_block(again);
    }

    TEST_CASE("a block of malloc may be given back, and one of ours to free") {
        give_back_block(std::malloc(48));
        std::free(take_block(48));
        give_back_block(std::malloc(1 << 20));
    }

    TEST_CASE("one thread takes, another gives back, and no block is held twice") {
        std::mutex mutex;
        std::deque<unsigned char*> way;
        bool ended = false;
        unsigned wrong = 0;
        std::thread taker([&] {
            for (unsigned number = 0; number < 200'000; ++number) {
                auto* const block = static_cast<unsigned char*>(take_block(40 + number % 300));
                std::memset(block, static_cast<int>(number & 0x7F), 40);
                const std::lock_guard lock(mutex);
                way.push_back(block);
            }
            const std::lock_guard lock(mutex);
            ended = true;
        });
        for (unsigned number = 0;;) {
            std::deque<unsigned char*> came;
            bool last = false;
            {
                const std::lock_guard lock(mutex);
                came.swap(way);
                last = ended;
            }
            for (unsigned char* block : came) {
                for (int at = 0; at < 40; ++at) wrong += block[at] != (number & 0x7F);
                give_back_block(block);
                ++number;
            }
            if (last && came.empty()) break;
            std::this_thread::yield();
        }
        taker.join();
        CHECK(wrong == 0);
    }

    TEST_CASE("of much that is given back little is kept, and nothing when the thread ends") {
        const auto in_use = [] { return ::mallinfo2().uordblks; };
        const auto before = in_use();
        std::thread([&] {
            std::vector<void*> held;
            for (int i = 0; i < 400'000; ++i) held.push_back(take_block(static_cast<std::size_t>(i % 500)));
            for (void* block : held) give_back_block(block);
        }).join();
        CHECK(in_use() < before + (4 << 20));
    }
}
