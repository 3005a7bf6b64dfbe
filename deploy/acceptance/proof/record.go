package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// checkRecord compares an entry with the record that it is about.
func (r *registry) checkRecord(position uint64, entry []byte) error {
	record, err := r.record(position)
	if err != nil {
		return err
	}
	lines := strings.Split(string(entry), "\n")
	if len(lines) != 5 || lines[0] != "assay-commit/1" || lines[1] != fmt.Sprint(position) || lines[4] != "" {
		return fmt.Errorf("entry of %d: %q (expected: assay-commit/1, position, time, hash)", position, entry)
	}
	if hash := fmt.Sprintf("%x", sha256.Sum256(record)); hash != lines[3] {
		return fmt.Errorf("record of %d has the hash %s (expected: %s, as its entry says)", position, hash, lines[3])
	}
	return nil
}

func (r *registry) record(position uint64) ([]byte, error) {
	request, err := http.NewRequest("GET", r.base.JoinPath("records", fmt.Sprint(position)).String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+r.token)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("record of %d: %d %s", position, answer.StatusCode, bytes.TrimSpace(body))
	}
	return body, err
}
