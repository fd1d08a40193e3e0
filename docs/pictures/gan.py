"""A generator and a discriminator of 64 by 64 images."""

from torch import nn


class Generator(nn.Module):
    def __init__(self, noise=100, width=64):
        super().__init__()
        blocks = [nn.ConvTranspose2d(noise, 8 * width, 4), nn.BatchNorm2d(8 * width), nn.ReLU()]
        for factor in (4, 2, 1):
            blocks += [
                nn.ConvTranspose2d(2 * factor * width, factor * width, 4, 2, 1),
                nn.BatchNorm2d(factor * width),
                nn.ReLU(),
            ]
        self.main = nn.Sequential(*blocks, nn.ConvTranspose2d(width, 3, 4, 2, 1), nn.Tanh())

    def forward(self, noise):
        return self.main(noise)


class Discriminator(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        blocks = [nn.Conv2d(3, width, 4, 2, 1), nn.LeakyReLU(0.2)]
        for factor in (1, 2, 4):
            blocks += [
                nn.Conv2d(factor * width, 2 * factor * width, 4, 2, 1),
                nn.BatchNorm2d(2 * factor * width),
                nn.LeakyReLU(0.2),
            ]
        self.main = nn.Sequential(*blocks, nn.Conv2d(8 * width, 1, 4))

    def forward(self, image):
        return self.main(image).flatten(1)


class GAN(nn.Module):
    """Both, one after the other, as the generator is trained."""

    def __init__(self):
        super().__init__()
        self.generator = Generator()
        self.discriminator = Discriminator()

    def forward(self, noise):
        return self.discriminator(self.generator(noise))
