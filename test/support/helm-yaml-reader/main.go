// Reads YAML as Helm does and answers with JSON, for the tests that compare what Helm rendered with
// what was evaluated without it. Must not know any chart.
//
// One request a line, a JSON string that holds a stream of YAML documents. One answer a line:
// {"documents":[...]} or {"error":"document 3: ..."}. Ends when its standard input does.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"

	"sigs.k8s.io/yaml"
)

// Helm takes any line that starts with three hyphens as the end of a document, even `---apiVersion: v1`
// (pkg/release/v1/util, SplitManifests).
var separator = regexp.MustCompile(`(?m)^---[ \t]*`)

type answer struct {
	Documents []json.RawMessage `json:"documents"`
	Error     string            `json:"error,omitempty"`
}

func read(stream string) answer {
	documents := []json.RawMessage{}
	for index, document := range separator.Split(stream, -1) {
		if strings.TrimSpace(document) == "" {
			continue
		}
		// Strict refuses duplicate keys, which Helm would let pass: nothing we print may have them.
		converted, err := yaml.YAMLToJSONStrict([]byte(document))
		if err != nil {
			return answer{Documents: documents, Error: fmt.Sprintf("document %d: %v", index, err)}
		}
		// Only comments: Kubernetes' decoder skips such a document.
		if string(bytes.TrimSpace(converted)) == "null" {
			continue
		}
		documents = append(documents, converted)
	}
	return answer{Documents: documents}
}

func answerTo(line []byte) answer {
	var stream string
	if err := json.Unmarshal(line, &stream); err != nil {
		return answer{Documents: []json.RawMessage{}, Error: "the request is no JSON string: " + err.Error()}
	}
	return read(stream)
}

func main() {
	requests := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for {
		line, err := requests.ReadBytes('\n')
		if err != nil {
			return
		}
		if encoder.Encode(answerTo(line)) != nil || answers.Flush() != nil {
			return
		}
	}
}
