/* global definePack -- given by the frame: takes exports by specifier */
import * as Vue from 'vue';

definePack({vue: {__esModule: true, ...Vue}});
