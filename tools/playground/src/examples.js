// What the page can show at once: the nets that it began with, well-known ones, and a broken one of each kind.
const SEED = (wrong) => `import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(32, 64, 5, padding=0)
        self.fc1 = nn.Linear(${wrong ? "64*5*5" : "64*6*6"}, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(-1, 64*6*6)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


net = Net()
print(net(torch.randn(1, 3, 32, 32)).shape)
`;
const LENET = (wrong) => `from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(${wrong ? 8 : 6}, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5), nn.Tanh(),
        )
        self.head = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, classes))

    def forward(self, x):
        return self.head(self.features(x).flatten(1))
`;
const VGG = (wrong) => `from torch import nn

PLANS = {
    "VGG11": [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "VGG16": [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M"],
}


class VGG(nn.Module):
    def __init__(self, plan="VGG11", classes=10):
        super().__init__()
        self.features = self.build(PLANS[plan])
        self.classifier = nn.Linear(${wrong ? "512 * 2 * 2" : "512"}, classes)

    def build(self, plan):
        layers, channels = [], 3
        for width in plan:
            if width == "M":
                layers += [nn.MaxPool2d(2, 2)]
            else:
                layers += [nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU(inplace=True)]
                channels = width
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.features(x)
        return self.classifier(x.view(x.size(0), -1))


if __name__ == "__main__":
    import torch

    print(VGG("VGG11")(torch.randn(2, 3, 32, 32)).shape)
`;
const RESNET = (wrong) => `import torch
from torch import nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, inside, width, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, ${wrong ? 0 : 1}, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.shortcut = nn.Sequential()
        if stride != 1 or inside != width:
            self.shortcut = nn.Sequential(nn.Conv2d(inside, width, 1, stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return F.relu(out + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self, blocks, classes=10):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU())
        layers, width = [], 64
        for stage, count in enumerate(blocks):
            for number in range(count):
                stride = 2 if stage and not number else 1
                layers.append(BasicBlock(width, 64 * 2**stage, stride))
                width = 64 * 2**stage
        self.layers = nn.Sequential(*layers)
        self.fc = nn.Linear(width, classes)

    def forward(self, x):
        x = self.layers(self.stem(x))
        return self.fc(F.adaptive_avg_pool2d(x, 1).flatten(1))


net = ResNet([2, 2, 2, 2])
print(net(torch.randn(2, 3, 32, 32)).shape)
`;
const UNET = (wrong) => `import torch
from torch import nn


def double(inside, outside):
    return nn.Sequential(
        nn.Conv2d(inside, outside, 3, padding=1), nn.ReLU(),
        nn.Conv2d(outside, outside, 3, padding=1), nn.ReLU(),
    )


class UNet(nn.Module):
    def __init__(self, classes=2):
        super().__init__()
        self.down1, self.down2 = double(3, 32), double(32, 64)
        self.middle = double(64, 128)
        self.pool = nn.MaxPool2d(2)
        self.up2, self.up1 = nn.ConvTranspose2d(128, 64, 2, 2), nn.ConvTranspose2d(64, 32, 2, 2)
        self.join2, self.join1 = double(${wrong ? 64 : 128}, 64), double(64, 32)
        self.out = nn.Conv2d(32, classes, 1)

    def forward(self, x):
        one = self.down1(x)
        two = self.down2(self.pool(one))
        low = self.middle(self.pool(two))
        high = self.join2(torch.cat([self.up2(low), two], dim=1))
        high = self.join1(torch.cat([self.up1(high), one], dim=1))
        return self.out(high)
`;
const KERAS = (wrong) => `import keras
from keras import layers

inputs = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(32, 3, padding="same", activation="relu")(inputs)
x = layers.BatchNormalization()(x)
skip = layers.Conv2D(64, 1, strides=2)(x)
x = layers.Conv2D(64, 3, padding="${wrong ? "valid" : "same"}", strides=2, activation="relu")(x)
x = layers.Add()([x, skip])
x = layers.MaxPooling2D(2)(x)
x = layers.Flatten()(x)
x = layers.Dropout(0.3)(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
`;
const SEQUENTIAL = (wrong) => `import keras
from keras import layers

model = keras.Sequential([
    keras.Input(shape=(${wrong ? "1, 28, 28" : "28, 28, 1"})),
    layers.Conv2D(75, 3, padding="same", activation="relu"),
    layers.BatchNormalization(),
    layers.MaxPooling2D(2, strides=2, padding="same"),
    layers.Conv2D(50, 3, padding="same", activation="relu"),
    layers.Dropout(0.2),
    layers.BatchNormalization(),
    layers.MaxPooling2D(2, strides=2, padding="same"),
    layers.Conv2D(25, 3, padding="same", activation="relu"),
    layers.BatchNormalization(),
    layers.MaxPooling2D(2, strides=2, padding="same"),
    layers.Flatten(),
    layers.Dense(512, activation="relu"),
    layers.Dropout(0.3),
    layers.Dense(25, activation="softmax"),
])
model.build((None, 28, 28, 1))
`;
const both = (name, make, input = "") => [{ name, text: make(false), input }, { name: `${name} ✗`, text: make(true), input }];
export const EXAMPLES = [
  ...both("CIFAR-10 CNN", SEED), ...both("LeNet-5", LENET), ...both("VGG", VGG), ...both("ResNet-18", RESNET), ...both("U-Net", UNET),
  ...both("Keras functional", KERAS), ...both("Keras Sequential", SEQUENTIAL),
];
export const STACK = { input: "3,32,32", layers: ["Conv2d(3, 32, 3, padding=1)", "ReLU()", "MaxPool2d(2, 2)", "Conv2d(?, 64, 5)", "ReLU()", "MaxPool2d(2, 2)", "Flatten()", "Linear(?, 120)", "Linear(?, 84)", "Linear(?, 10)"] };
export const LAYERS = ["Conv2d(?, 32, 3, padding=1)", "MaxPool2d(2)", "AvgPool2d(2)", "ReLU()", "BatchNorm2d(?)", "Dropout(0.5)", "Flatten()", "Linear(?, 10)", "AdaptiveAvgPool2d(1)", "ConvTranspose2d(?, 16, 2, 2)", "Softmax(1)",
  "Conv2D(32, 3, padding='same')", "MaxPooling2D(2)", "AveragePooling2D(2)", "BatchNormalization()", "GlobalAveragePooling2D()", "Dense(10)", "Conv2DTranspose(16, 2, strides=2)", "Activation('relu')"];
