package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"
)

// checkForgeries makes what a forger would, and wants each to be seen.
func (r *registry) checkForgeries(entries [][]byte) error {
	size := fmt.Appendf(nil, "\n%d\n", r.checkpoint.Size)
	larger := bytes.Replace(r.signed, size, fmt.Appendf(nil, "\n%d\n", r.checkpoint.Size+1), 1)
	if _, _, _, err := log.ParseCheckpoint(larger, r.verifier.Name(), r.verifier); err == nil {
		return errors.New("a checkpoint with another size verifies (expected: an error)")
	}
	if err := r.checkOtherKey(); err != nil {
		return err
	}
	return r.checkOtherRecord(entries)
}

// checkOtherKey signs another history under the registry's own name.
func (r *registry) checkOtherKey() error {
	secret, _, err := note.GenerateKey(rand.Reader, r.verifier.Name())
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return err
	}
	other := log.Checkpoint{Origin: r.checkpoint.Origin, Size: r.checkpoint.Size, Hash: flipped(r.checkpoint.Hash)}
	forged, err := note.Sign(&note.Note{Text: string(other.Marshal())}, signer)
	if err != nil {
		return err
	}
	if _, _, _, err := log.ParseCheckpoint(forged, r.verifier.Name(), r.verifier); err == nil {
		return errors.New("a checkpoint that another key signed verifies (expected: an error)")
	}
	return nil
}

// checkOtherRecord proves every entry in the place of its neighbour, and with one changed digit.
func (r *registry) checkOtherRecord(entries [][]byte) error {
	ctx := context.Background()
	builder, err := client.NewProofBuilder(ctx, r.checkpoint.Size, r.fetcher.ReadTile)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		path, err := builder.InclusionProof(ctx, uint64(i))
		if err != nil {
			return err
		}
		changed := bytes.Clone(entry)
		changed[len(changed)-2] ^= 1
		neighbour := entries[(i+1)%len(entries)]
		if r.included(uint64(i), changed, path) == nil || r.included(uint64(i), neighbour, path) == nil {
			return fmt.Errorf("a forged record is included at %d (expected: an error)", i)
		}
	}
	return nil
}
