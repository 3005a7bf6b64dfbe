package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// A registry as one client sees it, over connections of its own.
type registry struct {
	http  *http.Client
	base  string
	token string
}

// answer is what a channel call came to.
type answer struct {
	status int
	seen   Seen
	body   []byte
}

var errNotSent = errors.New("not sent")

// patience is shorter than a paused server pauses, so that calls are given up that are executed later.
const patience = 3 * time.Second

func newRegistry() (*registry, error) {
	roots := x509.NewCertPool()
	certificates, err := os.ReadFile(os.Getenv("SSL_CERT_FILE"))
	if err != nil {
		return nil, err
	}
	roots.AppendCertsFromPEM(certificates)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, TLSHandshakeTimeout: patience}
	host := "https://" + os.Getenv("HCP_API_ADDRESS")
	return &registry{
		http: &http.Client{Transport: transport, Timeout: patience},
		base: host + "/packer/2023-01-01/organizations/" + os.Getenv("HCP_ORGANIZATION_ID") +
			"/projects/" + os.Getenv("HCP_PROJECT_ID"),
	}, nil
}

func (r *registry) login() error {
	form := url.Values{"grant_type": {"client_credentials"}, "audience": {"https://api.hashicorp.cloud"}}
	request, err := http.NewRequest("POST", os.Getenv("HCP_AUTH_URL")+"/oauth2/token", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.SetBasicAuth(os.Getenv("HCP_CLIENT_ID"), os.Getenv("HCP_CLIENT_SECRET"))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := r.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var token struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.NewDecoder(response.Body).Decode(&token); err != nil {
		return err
	}
	if response.StatusCode != 200 {
		return fmt.Errorf("token: status %d (expected: 200)", response.StatusCode)
	}
	r.token = token.AccessToken
	return nil
}

func (r *registry) read(bucket, channel string) (answer, error) {
	return r.call("GET", r.path(bucket, channel), nil, nil)
}

func (r *registry) assign(bucket, channel, version string, headers map[string]string) (answer, error) {
	body, err := json.Marshal(map[string]string{"update_mask": "versionFingerprint", "version_fingerprint": version})
	if err != nil {
		return answer{}, err
	}
	return r.call("PATCH", r.path(bucket, channel), body, headers)
}

func (r *registry) path(bucket, channel string) string {
	return r.base + "/buckets/" + bucket + "/channels/" + channel
}

// call returns errNotSent where nobody took the connection, any other error where it may have been executed.
func (r *registry) call(method, path string, body []byte, headers map[string]string) (answer, error) {
	request, err := http.NewRequestWithContext(context.Background(), method, path, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Authorization", "Bearer "+r.token)
	request.Header.Set("Content-Type", "application/json")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := r.http.Do(request)
	if err != nil {
		return answer{}, sentOrNot(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	return parse(response.StatusCode, response.Header.Get("ETag"), text)
}

func sentOrNot(err error) error {
	var dialling *net.OpError
	if errors.As(err, &dialling) && dialling.Op == "dial" {
		return errNotSent
	}
	return err
}

// shownChannel is the part of an answer that tells what a channel points at.
type shownChannel struct {
	Channel *struct {
		Version *struct {
			Fingerprint string `json:"fingerprint"`
		} `json:"version"`
	} `json:"channel"`
}

func (c shownChannel) version() string {
	if c.Channel == nil || c.Channel.Version == nil {
		return ""
	}
	return c.Channel.Version.Fingerprint
}

func parse(status int, tag string, text []byte) (answer, error) {
	found := answer{status: status, body: text}
	switch status {
	case 200:
		var shown shownChannel
		if err := json.Unmarshal(text, &shown); err != nil || shown.Channel == nil || tag == "" {
			return found, fmt.Errorf("an answer without channel or tag: %s", text)
		}
		found.seen = Seen{Version: shown.version(), Tag: tag}
	case 412:
		var refusal struct {
			Details []struct {
				ETag    string       `json:"etag"`
				Present shownChannel `json:"present"`
			} `json:"details"`
		}
		if err := json.Unmarshal(text, &refusal); err != nil {
			return found, fmt.Errorf("a refusal that cannot be read: %s", text)
		}
		for _, each := range refusal.Details {
			if each.ETag != "" {
				found.seen = Seen{Version: each.Present.version(), Tag: each.ETag}
			}
		}
		if found.seen.Tag == "" {
			return found, fmt.Errorf("a refusal without the present state: %s", text)
		}
	}
	return found, nil
}
