"""What Lightning adds to modules, and what its trainer does with them: it runs the steps on the batches of the loaders.

Read by the interpreter, never imported. `Module`, `unknown`, `run_step` and `save_hyperparameters` are given to it.
https://lightning.ai/docs/pytorch/stable/common/lightning_module.html
"""


class Hyperparameters:
    """A dict whose items are attributes as well."""

    def __init__(self, values):
        for name, value in values.items():
            setattr(self, name, value)

    def __getitem__(self, name):
        return getattr(self, name)

    def __setitem__(self, name, value):
        setattr(self, name, value)

    def __contains__(self, name):
        return name in self.__dict__

    def get(self, name, default=None):
        return getattr(self, name) if name in self.__dict__ else default

    def keys(self):
        return list(self.__dict__.keys())

    def items(self):
        return [(name, getattr(self, name)) for name in self.keys()]

    def update(self, values):
        for name, value in values.items():
            setattr(self, name, value)


class Hooks:
    """The loaders and the stages that modules and data modules may define."""

    hparams = Hyperparameters({})
    hparams_initial = hparams

    def _nothing(self, *args, **kwargs):
        return None

    prepare_data = setup = teardown = train_dataloader = val_dataloader = test_dataloader = predict_dataloader = (
        _nothing
    )
    on_fit_start = on_fit_end = on_train_start = on_train_end = on_validation_start = on_validation_end = _nothing
    on_train_epoch_start = on_train_epoch_end = on_validation_epoch_start = on_validation_epoch_end = _nothing
    on_test_epoch_start = on_test_epoch_end = on_train_batch_start = on_train_batch_end = _nothing
    on_save_checkpoint = on_load_checkpoint = on_before_zero_grad = on_after_backward = _nothing


class LightningModule(Module, Hooks):
    example_input_array = None
    automatic_optimization = True

    training_step = validation_step = test_step = configure_optimizers = configure_model = Hooks._nothing
    configure_callbacks = log = log_dict = print = manual_backward = Hooks._nothing
    toggle_optimizer = untoggle_optimizer = clip_gradients = backward = Hooks._nothing

    @property
    def device(self):
        return unknown("the device of a module")

    @property
    def trainer(self):
        return unknown("the trainer of a module")

    @trainer.setter
    def trainer(self, value):
        pass

    @property
    def logger(self):
        return unknown("the logger of a module")

    @property
    def current_epoch(self):
        return unknown("the epoch")

    @property
    def global_step(self):
        return unknown("the number of the step")

    @property
    def global_rank(self):
        return unknown("the rank of the process")

    @property
    def local_rank(self):
        return unknown("the rank of the process")

    def optimizers(self, use_pl_optimizer=True):
        return unknown("the optimizers of a module")

    def lr_schedulers(self):
        return unknown("the schedulers of a module")

    def all_gather(self, data, group=None, sync_grads=False):
        return unknown("what all processes have")

    def predict_step(self, batch, batch_idx=0, dataloader_idx=0):
        return self(batch)

    def freeze(self):
        self.requires_grad_(False)
        self.eval()

    def unfreeze(self):
        self.requires_grad_(True)
        self.train()

    def to_onnx(self, file_path, input_sample=None, **kwargs):
        return None

    def to_torchscript(self, *args, **kwargs):
        return unknown("a module as a script")

    @classmethod
    def load_from_checkpoint(cls, *args, **kwargs):
        return unknown("a module with the hyperparameters of a checkpoint")


class LightningDataModule(Hooks):
    @classmethod
    def from_datasets(cls, *args, **kwargs):
        return unknown("a data module of data sets")

    @classmethod
    def load_from_checkpoint(cls, *args, **kwargs):
        return unknown("a data module with the hyperparameters of a checkpoint")


class Trainer:
    """Limits may be such that a stage does not run at all."""

    def __init__(self, *args, **kwargs):
        if "precision" in kwargs:
            retyped()
        self._limited = [name for name in kwargs if name.startswith("limit_") or name in ("max_epochs", "max_steps")]

    def __getattr__(self, name):
        return unknown("an attribute of the trainer")

    def _loaders(self, given, datamodule, model, name, stage):
        if isinstance(given, LightningDataModule):
            datamodule, given = given, None
        if given is not None:
            return given
        if datamodule is not None:
            datamodule.prepare_data()
            datamodule.setup(stage)
            return getattr(datamodule, name)()
        return getattr(model, name)()

    def _run(self, step, loaders):
        if isinstance(loaders, (list, tuple)):
            for loader in loaders:
                self._run(step, loader)
        elif loaders is not None:
            for batch in loaders:
                run_step(step, batch)

    def fit(self, model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None, **rest):
        model.configure_optimizers()
        if isinstance(train_dataloaders, LightningDataModule):
            datamodule, train_dataloaders = train_dataloaders, None
        if "limit_val_batches" not in self._limited:
            model.eval()
            self._run(model.validation_step, self._loaders(val_dataloaders, datamodule, model, "val_dataloader", "fit"))
        model.train()
        batches = self._loaders(train_dataloaders, datamodule, model, "train_dataloader", "fit")
        if "limit_train_batches" not in self._limited and not isinstance(batches, (list, tuple, dict)):
            self._run(model.training_step, batches)

    def validate(self, model=None, dataloaders=None, datamodule=None, **rest):
        if model is not None and not self._limited:
            model.eval()
            self._run(
                model.validation_step, self._loaders(dataloaders, datamodule, model, "val_dataloader", "validate")
            )
        return unknown("the results of a validation")

    def test(self, model=None, dataloaders=None, datamodule=None, **rest):
        if model is not None and not self._limited:
            model.eval()
            self._run(model.test_step, self._loaders(dataloaders, datamodule, model, "test_dataloader", "test"))
        return unknown("the results of a test")

    def predict(self, model=None, dataloaders=None, datamodule=None, **rest):
        return unknown("the predictions")
