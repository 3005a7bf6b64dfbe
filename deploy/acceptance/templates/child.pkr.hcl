# An image that starts from what a channel of another bucket points at now.
variable "bucket" { type = string }
variable "parent" { type = string }

data "hcp-packer-version" "parent" {
  bucket_name  = var.parent
  channel_name = "production"
}

data "hcp-packer-artifact" "parent" {
  bucket_name         = var.parent
  version_fingerprint = data.hcp-packer-version.parent.fingerprint
  platform            = "packer.file"
  region              = "."
  component_type      = "file.base"
}

source "file" "child" {
  source = data.hcp-packer-artifact.parent.external_identifier
  target = "child.txt"
}

hcp_packer_registry {
  bucket_name = var.bucket
}

build {
  sources = ["source.file.child"]
}
