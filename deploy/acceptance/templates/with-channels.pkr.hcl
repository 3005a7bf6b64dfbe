# A template that moves channels itself, once its version is complete.
variable "bucket" { type = string }

source "file" "base" {
  content = "base image"
  target  = "base.txt"
}

source "file" "extra" {
  content = "base image with extras"
  target  = "extra.txt"
}

hcp_packer_registry {
  bucket_name = var.bucket
  channels    = ["staging", "nightly"]
}

build {
  sources = ["source.file.base", "source.file.extra"]
}
