# Two images of one bucket. `step` is what the build does meanwhile: sleep to be interrupted, false to fail.
variable "bucket" { type = string }
variable "step" {
  type    = string
  default = "true"
}

source "file" "base" {
  content = "base image"
  target  = "base.txt"
}

source "file" "extra" {
  content = "base image with extras"
  target  = "extra.txt"
}

hcp_packer_registry {
  bucket_name   = var.bucket
  description   = "The image everything else starts from"
  bucket_labels = { team = "core" }
  build_labels  = { os = "debian" }
}

build {
  sources = ["source.file.base", "source.file.extra"]

  provisioner "shell-local" {
    inline = [var.step]
  }
}
