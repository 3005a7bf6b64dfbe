// Reads a running registry's journal as a client of any tlog-tiles log does, with implementations that know nothing
// of Assay (tessera's client, transparency-dev/merkle, golang.org/x/mod), and checks all that they can check.
//
//	proof -url URL -key KEY -token TOKEN [-old CHECKPOINT] [-save DIR]
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	base := flag.String("url", "", "prefix of the log")
	key := flag.String("key", "", "verifier key")
	token := flag.String("token", "", "token of an owner, for records")
	old := flag.String("old", "", "file with a checkpoint that was kept")
	save := flag.String("save", "", "directory to keep checkpoint and tiles in")
	flag.Parse()
	if err := run(*base, *key, *token, *old, *save); err != nil {
		fmt.Fprintln(os.Stderr, "proof:", err)
		os.Exit(1)
	}
}

// A registry's log as it stands at one checkpoint.
type registry struct {
	base       *url.URL
	token      string
	verifier   note.Verifier
	fetcher    *client.HTTPFetcher
	checkpoint *log.Checkpoint
	signed     []byte
}

func run(base, key, token, old, save string) error {
	r, err := open(base, key, token)
	if err != nil {
		return err
	}
	records, err := r.checkEveryCommit()
	if err != nil {
		return err
	}
	if err := r.checkForgeries(records); err != nil {
		return err
	}
	if err := r.checkWithSumdb(); err != nil {
		return err
	}
	if old != "" {
		if err := r.checkConsistency(old); err != nil {
			return err
		}
	}
	if save != "" {
		if err := r.keep(save); err != nil {
			return err
		}
	}
	fmt.Printf("%d commits included, checkpoint %s\n", r.checkpoint.Size, r.checkpoint.Origin)
	return nil
}

func open(base, key, token string) (*registry, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return nil, fmt.Errorf("verifier key: %w", err)
	}
	root, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	fetcher, err := client.NewHTTPFetcher(root, http.DefaultClient)
	if err != nil {
		return nil, err
	}
	checkpoint, signed, _, err := client.FetchCheckpoint(context.Background(), fetcher.ReadCheckpoint, verifier, verifier.Name())
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	return &registry{root, token, verifier, fetcher, checkpoint, signed}, nil
}

// checkEveryCommit fetches every record, makes its entry and proves that it is in the tree.
func (r *registry) checkEveryCommit() ([][]byte, error) {
	ctx := context.Background()
	builder, err := client.NewProofBuilder(ctx, r.checkpoint.Size, r.fetcher.ReadTile)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for bundle := uint64(0); bundle*256 < r.checkpoint.Size; bundle++ {
		got, err := client.GetEntryBundle(ctx, r.fetcher.ReadEntryBundle, bundle, r.checkpoint.Size)
		if err != nil {
			return nil, fmt.Errorf("entry bundle %d: %w", bundle, err)
		}
		entries = append(entries, got.Entries...)
	}
	if uint64(len(entries)) != r.checkpoint.Size {
		return nil, fmt.Errorf("%d entries (expected: %d)", len(entries), r.checkpoint.Size)
	}
	for i, entry := range entries {
		if err := r.checkRecord(uint64(i), entry); err != nil {
			return nil, err
		}
		path, err := builder.InclusionProof(ctx, uint64(i))
		if err != nil {
			return nil, fmt.Errorf("proof for %d: %w", i, err)
		}
		if err := r.included(uint64(i), entry, path); err != nil {
			return nil, fmt.Errorf("inclusion of %d: %w", i, err)
		}
	}
	return entries, nil
}

func (r *registry) included(index uint64, entry []byte, path [][]byte) error {
	leaf := rfc6962.DefaultHasher.HashLeaf(entry)
	return proof.VerifyInclusion(rfc6962.DefaultHasher, index, r.checkpoint.Size, leaf, path, r.checkpoint.Hash)
}

func (r *registry) checkConsistency(file string) error {
	kept, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, _, _, err := log.ParseCheckpoint(kept, r.verifier.Name(), r.verifier)
	if err != nil {
		return fmt.Errorf("kept checkpoint: %w", err)
	}
	if before.Size >= r.checkpoint.Size {
		return fmt.Errorf("size %d now, %d before (expected: more now)", r.checkpoint.Size, before.Size)
	}
	builder, err := client.NewProofBuilder(context.Background(), r.checkpoint.Size, r.fetcher.ReadTile)
	if err != nil {
		return err
	}
	path, err := builder.ConsistencyProof(context.Background(), before.Size, r.checkpoint.Size)
	if err != nil {
		return err
	}
	hasher := rfc6962.DefaultHasher
	if err := proof.VerifyConsistency(hasher, before.Size, r.checkpoint.Size, path, before.Hash, r.checkpoint.Hash); err != nil {
		return fmt.Errorf("consistency of %d with %d: %w", before.Size, r.checkpoint.Size, err)
	}
	if proof.VerifyConsistency(hasher, before.Size, r.checkpoint.Size, path, flipped(before.Hash), r.checkpoint.Hash) == nil {
		return fmt.Errorf("a forged root of size %d is consistent (expected: an error)", before.Size)
	}
	fmt.Printf("consistent with the checkpoint over %d commits\n", before.Size)
	return nil
}

// keep writes what an auditor keeps: the checkpoint and the tiles of level 0.
func (r *registry) keep(directory string) error {
	if err := write(filepath.Join(directory, "checkpoint"), r.signed); err != nil {
		return err
	}
	for index := uint64(0); index*256 < r.checkpoint.Size; index++ {
		width := min(256, r.checkpoint.Size-index*256)
		tile, err := r.fetcher.ReadTile(context.Background(), 0, index, uint8(width%256))
		if err != nil {
			return err
		}
		path := filepath.Join(directory, "tile", "0", fmt.Sprintf("%03d", index))
		if width < 256 {
			path = filepath.Join(path+".p", fmt.Sprint(width))
		}
		if err := write(path, tile); err != nil {
			return err
		}
	}
	return nil
}

func write(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

func flipped(hash []byte) []byte {
	other := append([]byte{}, hash...)
	other[len(other)-1] ^= 1
	return other
}
